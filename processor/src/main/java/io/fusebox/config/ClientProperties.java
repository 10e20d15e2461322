package io.fusebox.config;

import java.util.Map;
import java.util.TreeSet;

/** Properties that are passed on to a library as they are. They may hold secrets: only their names are shown. */
public record ClientProperties(Map<String, String> asMap) {
    public ClientProperties {
        asMap = Map.copyOf(asMap);
    }

    @Override
    public String toString() {
        return new TreeSet<>(asMap.keySet()).toString();
    }
}
