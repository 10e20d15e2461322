package io.fusebox.config;

import io.fusebox.breaker.BreakerPreset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** All keys that exist, as a reading asks for them. */
final class KnownKeys {
    private static final String DESTINATION = "fusebox.destinations.n.";
    private static final String OPERATION = DESTINATION + "operations.o.";

    private KnownKeys() {}

    record Known(String key, Reading.Asked asked) {
        /** Without the root, and with a word in place of what users call things. */
        String inTable() {
            return key.replace(OPERATION, "fusebox.destinations.<name>.operations.<name>.")
                    .replace(DESTINATION, "fusebox.destinations.<name>.")
                    .substring("fusebox.".length());
        }

        /** A knob's is that of the preset which is the default. */
        String defaultInTable() {
            String knob = key.substring(DESTINATION.length() > key.length() ? 0 : DESTINATION.length())
                    .replace("breaker.", "");
            return BreakerKnobs.ALL.stream()
                    .filter(it -> key.startsWith(DESTINATION) && it.key().equals(knob))
                    .map(it -> it.written(BreakerPreset.STANDARD.policy()))
                    .findFirst()
                    .orElse(asked.fallback());
        }

        String variableInTable() {
            return Keys.variable("fusebox." + inTable().replace("<name>", "N")).replace("_N_", "_<NAME>_");
        }
    }

    static List<Known> all() {
        Problems problems = new Problems();
        Layers layers = Layers.of(YamlFile.none(), Map.of(),
                Map.of(DESTINATION + "base-url", "http://n.example", OPERATION + "match.methods", "POST"));
        Reading reading = new Reading(layers, new Secrets(Path.of(""), Map.of(), problems), problems);
        new ConfigReader(reading).read();
        problems.throwIfAny();
        return reading.asked()
                .entrySet()
                .stream()
                .map(entry -> new Known(entry.getKey(), entry.getValue()))
                .filter(KnownKeys::standsAlone)
                .toList();
    }

    /** The knobs of a breaker have one row for defaults, destinations and operations. */
    private static boolean standsAlone(Known known) {
        return !known.key().startsWith("fusebox.defaults.") && !known.key().startsWith(OPERATION + "breaker.");
    }
}
