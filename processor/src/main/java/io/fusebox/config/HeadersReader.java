package io.fusebox.config;

import io.fusebox.call.Secret;
import io.fusebox.config.Layers.Found;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The section {@code headers}: what a destination sends with every call. */
final class HeadersReader {
    /** RFC 9110, section 5.6.2. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}");
    /** RFC 9110, section 5.5: visible characters, spaces and tabs inside; nothing that could end the header. */
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7E\\t\\x80-\\xFF]*");
    private static final Set<String> CREDENTIALS = Set.of("authorization", "proxy-authorization", "cookie");
    private static final Pattern CREDENTIAL = Pattern.compile(".*(token|secret|password|api-?key)");

    /** RFC 9110, section 11.4: a scheme, and what proves who one is. */
    private static final Pattern CREDENTIAL_VALUE = Pattern.compile("(?i)(bearer|basic|digest) .*");

    private final Settings settings;
    private final Map<String, Secret> headers = new LinkedHashMap<>();
    private final Map<String, String> seen = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private HeadersReader(Settings settings) {
        this.settings = settings;
    }

    static Map<String, Secret> read(Settings settings) {
        HeadersReader reader = new HeadersReader(settings);
        settings.entries('-').forEach(reader::add);
        return Map.copyOf(reader.headers);
    }

    private void add(String name, Found found) {
        String twin = seen.putIfAbsent(name, name);
        if (!TOKEN.matcher(name).matches()) {
            settings.problem(name, "is no header name; expected letters, digits and hyphens", found);
        } else if (twin != null) {
            settings.problem(name, "is the same header as " + twin, found);
        } else {
            value(name, found).ifPresent(value -> headers.put(name, value));
        }
    }

    private Optional<Secret> value(String name, Found found) {
        Secrets secrets = settings.reading().secrets();
        Optional<Secret> value = isCredential(name) || CREDENTIAL_VALUE.matcher(found.value()).matches()
                ? secrets.require(settings.key(name), found)
                : secrets.resolve(settings.key(name), found);
        return value.filter(it -> {
            boolean fits = VALUE.matcher(it.reveal()).matches();
            if (!fits) {
                settings.problem(name, "has a line break or another character that a header cannot have", found);
            }
            return fits;
        });
    }

    private static boolean isCredential(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return CREDENTIALS.contains(lower) || CREDENTIAL.matcher(lower).matches();
    }
}
