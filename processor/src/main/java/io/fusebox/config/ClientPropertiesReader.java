package io.fusebox.config;

import io.fusebox.call.Secret;
import io.fusebox.config.Layers.Found;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A section whose keys are a library's, dots and all: {@code kafka}, {@code streams}, {@code schema-registry.properties}. */
final class ClientPropertiesReader {
    private static final Pattern SECRET = Pattern.compile(
            ".*(password|client\\.secret|ssl\\.keystore\\.key|basic\\.auth\\.user\\.info|bearer\\.auth\\.token)");
    private static final String JAAS = "sasl.jaas.config";

    private final Settings settings;
    /** Keys that are said in another place, by what to write there. */
    private final Map<String, String> elsewhere;

    ClientPropertiesReader(Settings settings, Map<String, String> elsewhere) {
        this.settings = settings;
        this.elsewhere = elsewhere;
    }

    /** @param defaults where the section does not say otherwise */
    ClientProperties read(Map<String, String> defaults) {
        Map<String, String> properties = new LinkedHashMap<>(defaults);
        settings.entries('.').forEach((key, found) -> {
            if (elsewhere.containsKey(key)) {
                settings.problem(key, "cannot be set here; " + elsewhere.get(key), found);
            } else {
                value(key, found).ifPresent(value -> properties.put(key, value));
            }
        });
        return new ClientProperties(properties);
    }

    private Optional<String> value(String key, Found found) {
        if (found.value().isEmpty()) {
            return Optional.of("");
        }
        Secrets secrets = settings.reading().secrets();
        Optional<Secret> value = isSecret(key, found.value()) ? secrets.require(settings.key(key), found)
                : secrets.resolve(settings.key(key), found);
        return value.map(Secret::reveal);
    }

    /** A JAAS configuration may be harmless, such as Kerberos' with a key table. */
    private static boolean isSecret(String key, String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return SECRET.matcher(key).matches()
                || (key.endsWith(JAAS) && (lower.contains("password") || lower.contains("secret")));
    }
}
