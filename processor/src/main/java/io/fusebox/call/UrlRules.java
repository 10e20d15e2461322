package io.fusebox.call;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * From a path or URL of a call to the URL that is called.
 *
 * <p>What servers and proxies along the way make of a URL differs, so it is not cleaned up here, but refused: whatever one of
 * them could read as a step out of the base URL.
 */
final class UrlRules {
    private static final Pattern SCHEME = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*://");
    private static final Pattern ENCODED_PERCENT = Pattern.compile("%25", Pattern.LITERAL);
    private static final Pattern SEPARATOR = Pattern.compile("/|\\\\|%2f|%5c", Pattern.CASE_INSENSITIVE);
    private static final Pattern ENCODED_DOT = Pattern.compile("%2e", Pattern.CASE_INSENSITIVE);
    private static final Pattern PARAMETERS = Pattern.compile("(;|%3b).*$", Pattern.CASE_INSENSITIVE);

    private UrlRules() {}

    static CallTarget resolve(Call call, URI base) {
        if (call.path().isPresent() && call.url().isPresent()) {
            return refused("give path or url, not both");
        }
        return call.url().map(url -> within(base, "url", url)).orElseGet(() -> appended(base, call.path().orElse("")));
    }

    static CallTarget redirect(URI from, String location, URI base) {
        int fragment = location.indexOf('#');
        String reference = fragment < 0 ? location : location.substring(0, fragment);
        // URI.resolve would drop the last segment of a path where the reference has none (RFC 3986, section 5.3).
        if (reference.isEmpty() || reference.startsWith("?")) {
            String path = from.getRawPath() + (reference.isEmpty() ? query(from) : reference);
            return within(base, "Location", root(from) + path);
        }
        try {
            return within(base, "Location", from.resolve(new URI(reference)).toString());
        } catch (URISyntaxException e) {
            return refused(malformed("Location", e));
        }
    }

    private static CallTarget appended(URI base, String path) {
        if (isPlain(path) && base.getHost() != null) {
            return new CallTarget.Accepted(URI.create(root(base) + stripSlash(base.getRawPath()) + path));
        }
        if (path.startsWith("//")) {
            return refused("path begins with '//', which names a host; begin it with one '/'");
        }
        if (SCHEME.matcher(path).find()) {
            return refused("path is an absolute URL; give it as url");
        }
        String prefix = base.getRawPath();
        String joined = path.isEmpty() || path.startsWith("?") ? prefix + path
                : stripSlash(prefix) + (path.startsWith("/") ? "" : "/") + path;
        return within(base, "path", root(base) + (joined.startsWith("/") ? "" : "/") + joined);
    }

    /** Nothing to be checked or encoded: nearly all paths, and each call is checked. */
    private static boolean isPlain(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (!isPlain(path.charAt(i))) {
                return false;
            }
        }
        return path.startsWith("/") && !path.startsWith("//");
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '-'
                || c == '_' || c == '~';
    }

    /** @param what the culprit's name, where there is one: {@code path}, {@code url} or {@code Location} */
    private static CallTarget within(URI base, String what, String text) {
        Optional<String> complaint = characters(what, text);
        if (complaint.isPresent()) {
            return refused(complaint.get());
        }
        try {
            // Unicode first becomes what is sent: its normal form may hold characters that the text did not (U+037E is ';').
            URI given = new URI(text);
            String ascii = given.toASCIIString();
            URI uri = ascii.equals(text) ? given : new URI(ascii);
            return complaintAbout(what, uri).or(() -> outside(base, what, uri))
                    .map(UrlRules::refused)
                    .orElseGet(() -> new CallTarget.Accepted(withPath(uri)));
        } catch (URISyntaxException e) {
            return refused(malformed(what, e));
        }
    }

    private static Optional<String> characters(String what, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == 0x7f) {
                return Optional.of("%s holds the control character U+%04X; leave it out".formatted(what, (int) c));
            }
            if (c == '\\') {
                return Optional.of(what + " holds a backslash; separate segments with '/'");
            }
            if (c == '#') {
                return Optional.of(what + " holds a fragment, which is never sent; leave out '#' and what follows, "
                        + "or write it as %23");
            }
            if (Character.isSurrogate(c) && !isPaired(text, i)) {
                return Optional.of(what + " is not well-formed Unicode; percent-encode it as UTF-8");
            }
        }
        return Optional.empty();
    }

    private static boolean isPaired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    private static Optional<String> complaintAbout(String what, URI uri) {
        String scheme = uri.getScheme();
        if (scheme == null || !(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))) {
            return Optional.of(what + " is not absolute http or https; begin it with https:// or http://");
        }
        if (uri.getRawAuthority() != null && uri.getRawAuthority().indexOf('@') >= 0) {
            return Optional.of(what + " carries credentials before '@'; they belong to the destination's headers");
        }
        if (uri.getHost() == null) {
            return Optional.of(what + " has no valid host; write a DNS name or an IP address");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65535) {
            return Optional.of(what + " has a port that is none; write 1 to 65535");
        }
        String path = uri.getRawPath();
        if (path.contains("%00")) {
            return Optional.of(what + " holds an encoded NUL; leave it out");
        }
        return hasDotSegment(path) ? Optional.of(what
                + " holds a '.' or '..' segment, plain or encoded, which may leave the base URL; " + "write it without")
                : Optional.empty();
    }

    /** Also as {@code %2e}, behind an encoded slash, encoded twice, or with path parameters ({@code ..;x}). */
    private static boolean hasDotSegment(String path) {
        if (path.indexOf('.') < 0 && path.indexOf('%') < 0) {
            return false;
        }
        String decoded = path;
        for (String last = ""; !decoded.equals(last);) {
            last = decoded;
            decoded = ENCODED_PERCENT.matcher(decoded).replaceAll("%");
        }
        for (String segment : SEPARATOR.split(decoded, -1)) {
            String name = ENCODED_DOT.matcher(PARAMETERS.matcher(segment).replaceAll("")).replaceAll(".");
            if (name.equals(".") || name.equals("..")) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> outside(URI base, String what, URI uri) {
        if (base.getHost() == null) {
            return Optional.of("the destination's base URL has no valid host; mend its base-url");
        }
        if (!origin(base).equals(origin(uri))) {
            return Optional
                    .of("%s goes to another origin than the destination's, %s; name the destination that it belongs to"
                            .formatted(what, origin(base)));
        }
        String prefix = stripSlash(base.getRawPath());
        String path = uri.getRawPath();
        return path.equals(prefix) || path.startsWith(prefix + "/") ? Optional.empty()
                : Optional.of(
                        "%s lies outside the destination's base URL; begin its path with %s/".formatted(what, prefix));
    }

    private static String origin(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }

    private static String root(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private static URI withPath(URI uri) {
        return uri.getRawPath().isEmpty() ? URI.create(root(uri) + "/" + query(uri)) : uri;
    }

    private static String query(URI uri) {
        return uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    }

    private static String stripSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static String malformed(String what, URISyntaxException e) {
        return "%s is no URL: %s; percent-encode what is not allowed there (RFC 3986)".formatted(what, e.getReason());
    }

    private static CallTarget refused(String detail) {
        return CallTarget.refused(ProblemType.INVALID_REQUEST, detail);
    }
}
