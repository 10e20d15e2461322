package io.fusebox.dispatch;

import io.fusebox.call.Call;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * Which calls belong to an operation without naming it: where both methods and paths are given, those that have one of each.
 *
 * @param methods empty: any
 * @param paths below the destination's base URL, as calls write them; empty: any
 */
public record CallMatch(Set<String> methods, List<PathPattern> paths) {
    /** Only calls that name the operation. */
    public static final CallMatch NONE = new CallMatch(Set.of(), List.of());

    public CallMatch {
        paths = List.copyOf(paths);
    }

    public static CallMatch ofMethods(Set<String> methods) {
        return new CallMatch(methods, List.of());
    }

    private boolean isNone() {
        return methods.isEmpty() && paths.isEmpty();
    }

    /** Whether a call that matches the other one always matches this one; of paths, only equal ones are compared. */
    public boolean coversAllOf(CallMatch other) {
        boolean ofMethods = methods.isEmpty() || (!other.methods.isEmpty() && methods.containsAll(other.methods));
        boolean ofPaths = paths.isEmpty() || (!other.paths.isEmpty() && paths.containsAll(other.paths));
        return !isNone() && !other.isNone() && ofMethods && ofPaths;
    }

    boolean covers(Call call, URI baseUrl) {
        return !isNone() && (methods.isEmpty() || methods.contains(call.method()))
                && (paths.isEmpty() || hasPath(call, baseUrl));
    }

    private boolean hasPath(Call call, URI baseUrl) {
        String path = withoutQuery(
                call.url().map(url -> below(baseUrl, url)).orElseGet(() -> call.path().orElse("/")));
        String rooted = path.startsWith("/") ? path : "/" + path;
        return paths.stream().anyMatch(pattern -> pattern.matches(rooted));
    }

    private static String withoutQuery(String path) {
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    /** Not parsed: a URL that does not lie below its destination's is refused before it is called. */
    private static String below(URI baseUrl, String url) {
        int authority = url.indexOf("://") + 3;
        int path = url.indexOf('/', authority);
        String whole = path < 0 ? "/" : url.substring(path);
        String base = baseUrl.getRawPath();
        return whole.startsWith(base) ? whole.substring(base.endsWith("/") ? base.length() - 1 : base.length()) : whole;
    }
}
