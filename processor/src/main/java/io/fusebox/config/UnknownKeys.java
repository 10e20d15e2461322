package io.fusebox.config;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reports what is written but was never asked for, each with the key that was probably meant; never its value. */
final class UnknownKeys {
    /** Variables of the launcher, the logging and the commands. */
    private static final Set<String> NO_KEYS = Set.of("FUSEBOX_CONFIG", "FUSEBOX_DEBUG", "FUSEBOX_TOKEN");
    private static final List<String> NO_KEY_PREFIXES = List.of("FUSEBOX_LOG_", "FUSEBOX_JAVA_");

    private final Reading reading;
    private final Map<String, String> variables = new TreeMap<>();
    UnknownKeys(Reading reading) {
        this.reading = reading;
        reading.asked().keySet().forEach(key -> variables.put(Keys.variable(key), key));
    }

    /** @param section below which to look */
    void report(String section) {
        reading.layers().written().forEach((key, where) -> {
            boolean within = key.equals(section) || key.startsWith(section + ".") || section.equals(Keys.ROOT);
            if (within && !isKnown(key) && !reading.isRefused(key)) {
                String unknown = outermostUnknown(key);
                reading.problems().add(unknown, "there is no such key" + didYouMean(unknown), where);
            }
        });
    }

    private boolean isKnown(String key) {
        return reading.asked().containsKey(key) || reading.sections().contains(key);
    }

    /** A section that does not exist is told once, not for each of its keys. */
    private String outermostUnknown(String key) {
        for (int dot = key.indexOf('.'); dot > 0; dot = key.indexOf('.', dot + 1)) {
            String section = key.substring(0, dot);
            if (!isKnown(section)) {
                return section;
            }
        }
        return key;
    }

    private String didYouMean(String unknown) {
        Set<String> known = new HashSet<>(reading.asked().keySet());
        known.addAll(reading.sections());
        return Keys.closest(unknown, known).map("; did you mean %s?"::formatted).orElse("");
    }

    void reportVariables() {
        for (String name : reading.layers().variableNames()) {
            if (!isNoKey(name) && !variables.containsKey(name)) {
                String guess = Keys.closest(name, variables.keySet()).map("; did you mean %s?"::formatted).orElse("");
                reading.problems().add(name, "no key has this variable" + guess);
            }
        }
    }

    private boolean isNoKey(String variable) {
        return NO_KEYS.contains(variable) || NO_KEY_PREFIXES.stream().anyMatch(variable::startsWith)
                || reading.secrets().referredVariables().contains(variable);
    }
}
