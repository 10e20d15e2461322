package io.fusebox.config;

import io.fusebox.call.Names;
import io.fusebox.config.YamlFile.Entry;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** A file of destinations that is to be applied. */
final class DestinationsFile {
    private static final String DESTINATIONS = Keys.child(Keys.ROOT, ConfigReader.DESTINATIONS);

    private final Layers configured;
    private final Problems problems = new Problems();
    private final SequencedMap<String, SequencedMap<String, String>> settings = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> places = new LinkedHashMap<>();

    DestinationsFile(Layers configured) {
        this.configured = configured;
    }

    /** @throws ConfigException with everything that is wrong */
    SequencedMap<String, SequencedMap<String, String>> read(String name, Reader text) {
        YamlFile file = YamlFile.parse(name, text, List.of(Keys.ROOT), problems);
        problems.throwIfAny();
        if (file.entries().isEmpty()) {
            problems.add(name, "holds no destinations; expected them below 'destinations:'");
        }
        file.entries().forEach((key, entry) -> add(key, entry, file.where(entry)));
        settings.forEach((destination, its) -> new AppliedSettings(configured, destination, its,
                places.getOrDefault(destination, Map.of())).policy(Secrets.elsewhere(problems), problems));
        problems.throwIfAny();
        return settings;
    }

    private void add(String key, Entry entry, String where) {
        List<String> segments = Keys.split(key);
        if (!segments.get(1).equals(ConfigReader.DESTINATIONS)) {
            problems.add(segments.get(1), "is not applied; here stands 'destinations:' alone, and all else in the "
                    + "configuration", where);
        } else if (segments.size() == 2) {
            problems.add(segments.get(1), "holds no destinations; expected their names, and below each its keys",
                    where);
        } else if (!Names.isValid(segments.get(2))) {
            problems.add(key, "'%s' is no name for a destination; expected %s".formatted(segments.get(2), Names.RULE),
                    where);
        } else if (segments.size() == 3 && !entry.value().isEmpty()) {
            problems.add(key, "expected a section: keys below it", where);
        } else {
            put(segments.get(2), key, entry, where);
        }
    }

    private void put(String destination, String key, Entry entry, String where) {
        Map<String, String> its = settings.computeIfAbsent(destination, _ -> new LinkedHashMap<>());
        String section = Keys.child(DESTINATIONS, Keys.quoted(destination));
        if (!key.equals(section)) {
            String name = key.substring(section.length() + 1);
            its.put(name, entry.value());
            places.computeIfAbsent(destination, _ -> new LinkedHashMap<>()).put(name, where);
        }
    }
}
