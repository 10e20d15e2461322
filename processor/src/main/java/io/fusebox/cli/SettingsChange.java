package io.fusebox.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is to become of a destination's settings.
 *
 * @param keys that differ, by name
 */
record SettingsChange(String destination, Kind kind, List<KeyChange> keys) {
    private static final Pattern OPERATION = Pattern.compile("operations\\.(\"[^\"]*\"|[^.]*).*");

    /** Of a destination as a whole. */
    enum Kind {
        ADDED("+"), CHANGED("~"), REMOVED("-"), UNCHANGED("=");

        private final String sign;

        Kind(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }
    }

    /** @param from empty where it is new; {@code to} where it goes */
    record KeyChange(String key, Optional<String> from, Optional<String> to) {
        Kind kind() {
            return from.isEmpty() ? Kind.ADDED : to.isEmpty() ? Kind.REMOVED : Kind.CHANGED;
        }
    }

    /** Both in the order in which they were written: operations are matched in it. */
    static SettingsChange between(String destination, Optional<? extends Map<String, String>> standing,
            Optional<? extends Map<String, String>> wanted) {
        List<KeyChange> keys = keys(standing.map(Map::copyOf).orElse(Map.of()),
                wanted.map(Map::copyOf).orElse(Map.of()));
        if (standing.isPresent() && wanted.isPresent() && keys.isEmpty()) {
            keys = order(standing.get(), wanted.get());
        }
        Kind kind = standing.isEmpty() ? Kind.ADDED
                : wanted.isEmpty() ? Kind.REMOVED : keys.isEmpty() ? Kind.UNCHANGED : Kind.CHANGED;
        return new SettingsChange(destination, kind, keys);
    }

    boolean isChange() {
        return kind != Kind.UNCHANGED;
    }

    private static List<KeyChange> keys(Map<String, String> standing, Map<String, String> wanted) {
        TreeSet<String> names = new TreeSet<>(standing.keySet());
        names.addAll(wanted.keySet());
        List<KeyChange> changes = new ArrayList<>();
        for (String key : names) {
            if (!Objects.equals(standing.get(key), wanted.get(key))) {
                changes.add(new KeyChange(key, Optional.ofNullable(standing.get(key)),
                        Optional.ofNullable(wanted.get(key))));
            }
        }
        return changes;
    }

    private static List<KeyChange> order(Map<String, String> standing, Map<String, String> wanted) {
        List<String> before = operations(standing);
        List<String> after = operations(wanted);
        return before.equals(after) ? List.of()
                : List.of(new KeyChange("operations", Optional.of(before.toString()), Optional.of(after.toString())));
    }

    private static List<String> operations(Map<String, String> settings) {
        return settings.keySet()
                .stream()
                .map(OPERATION::matcher)
                .filter(Matcher::matches)
                .map(it -> it.group(1))
                .distinct()
                .toList();
    }
}
