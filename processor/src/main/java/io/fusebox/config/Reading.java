package io.fusebox.config;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One pass over the layers. It remembers what was asked for: those are the keys that exist, and whatever else is written is unknown.
 */
final class Reading {
    /** How a key is described, for the documentation's test. */
    record Asked(String range, String fallback) {}

    private final Layers layers;
    private final Secrets secrets;
    private final Problems problems;
    private final Map<String, Asked> asked = new LinkedHashMap<>();
    private final Set<String> sections = new HashSet<>();
    private final Set<String> refused = new HashSet<>();

    Reading(Layers layers, Secrets secrets, Problems problems) {
        this.layers = layers;
        this.secrets = secrets;
        this.problems = problems;
    }

    Layers layers() {
        return layers;
    }

    Secrets secrets() {
        return secrets;
    }

    Problems problems() {
        return problems;
    }

    Map<String, Asked> asked() {
        return asked;
    }

    Settings root() {
        return section(Keys.ROOT);
    }

    Settings section(String path) {
        sections.add(path);
        return new Settings(this, path);
    }

    Set<String> sections() {
        return sections;
    }

    /** Whatever stands there and below: its name is wrong, and that is told. */
    void refuse(String path) {
        refused.add(path);
    }

    boolean isRefused(String key) {
        return refused.stream().anyMatch(path -> key.equals(path) || key.startsWith(path + "."));
    }

    Optional<Layers.Found> ask(String key, String range, String fallback) {
        asked.put(key, new Asked(range, fallback));
        return layers.find(key);
    }
}
