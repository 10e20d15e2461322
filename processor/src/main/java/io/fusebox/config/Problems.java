package io.fusebox.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong, so that it can be told all at once; what is found twice is told once. */
final class Problems {
    private final Set<String> lines = new LinkedHashSet<>();

    void add(String key, String what) {
        lines.add(key + ": " + what);
    }

    void add(String key, String what, String where) {
        add(key, "%s (%s)".formatted(what, where));
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    void throwIfAny() {
        if (!lines.isEmpty()) {
            throw new ConfigException(List.copyOf(lines));
        }
    }
}
