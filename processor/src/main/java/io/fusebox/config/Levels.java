package io.fusebox.config;

import java.util.Optional;

/** A destination's section over {@code defaults}; or {@code defaults} alone. */
record Levels(Settings own, Optional<Settings> below) {
    <T> T get(String key, ValueType<T> type, T fallback) {
        return own.get(key, type, below.map(defaults -> defaults.get(key, type, fallback)).orElse(fallback));
    }

    Levels section(String key) {
        return new Levels(own.section(key), below.map(defaults -> defaults.section(key)));
    }
}
