package io.fusebox.config;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The places where a key can stand, each over the one before: file, {@code FUSEBOX_…} variable, {@code -D} property, and for a
 * destination the settings that an operator applied, or for all of them a file that is only tried.
 */
final class Layers {
    private static final int FILE = 100;
    private static final int VARIABLE = 300;
    private static final int PROPERTY = 400;
    private static final int APPLIED = 500;
    private static final String APPLIED_NAME = "applied setting";
    private static final char AFTER_DOT = '.' + 1;

    /** Where a key is written. */
    enum Source {
        FILE, VARIABLE, PROPERTY, APPLIED
    }

    /** @param where for people: {@code fusebox.yaml:7}, {@code FUSEBOX_HTTP_PORT}, {@code -Dfusebox.http.port} */
    record Found(String value, String where, Source source) {}

    private final YamlFile file;
    private final Map<String, String> variables;
    private final Map<String, String> properties;
    private final Map<String, Found> applied;
    private final SequencedMap<String, String> written = new LinkedHashMap<>();
    /** Where each of these stands among the others; sorted by key, so that those of a section are found. */
    private final NavigableMap<String, Integer> places = new TreeMap<>();
    private final SmallRyeConfig values;

    private Layers(
            YamlFile file,
            Map<String, String> variables,
            Map<String, String> properties,
            Map<String, Found> applied) {
        this.file = file;
        this.variables = variables;
        this.properties = properties;
        this.applied = applied;
        Map<String, String> inFile = new LinkedHashMap<>();
        Map<String, String> above = new LinkedHashMap<>();
        applied.forEach((key, found) -> above.put(key, found.value()));
        file.entries().forEach((key, entry) -> {
            if (!entry.section()) {
                inFile.put(key, entry.value());
            }
            written.put(key, file.where(entry));
        });
        properties.keySet().forEach(key -> written.putIfAbsent(key, where(key, Source.PROPERTY)));
        applied.forEach((key, found) -> written.put(key, found.where()));
        written.keySet().forEach(key -> places.put(key, places.size()));
        List<ConfigSource> sources = List.of(new PropertiesConfigSource(inFile, Source.FILE.name(), FILE),
                new EnvConfigSource(variables, VARIABLE),
                new PropertiesConfigSource(properties, Source.PROPERTY.name(), PROPERTY),
                new PropertiesConfigSource(above, Source.APPLIED.name(), APPLIED));
        // Without its default interceptors, which would expand ${…} and read profiles.
        this.values = new SmallRyeConfigBuilder().withSources(sources).build();
    }

    /**
     * @param variables of the environment; only {@code FUSEBOX_…} are looked at
     * @param properties of the JVM; only {@code fusebox.…} are looked at
     */
    static Layers of(YamlFile file, Map<String, String> variables, Map<String, String> properties) {
        Map<String, String> ours = new TreeMap<>();
        variables.forEach((name, value) -> {
            if (name.startsWith("FUSEBOX_")) {
                ours.put(name, value);
            }
        });
        Map<String, String> ourProperties = new TreeMap<>();
        properties.forEach((name, value) -> {
            if (name.startsWith(Keys.ROOT + ".")) {
                ourProperties.put(Keys.canonical(name), value);
            }
        });
        return new Layers(file, ours, ourProperties, Map.of());
    }

    /**
     * These, and over them the settings of a destination: keys below it, as in the file.
     *
     * @param places where they stand, for people; of those that are not among these it is said only that they are applied
     */
    Layers withApplied(String section, Map<String, String> settings, Map<String, String> places) {
        Map<String, Found> keys = new LinkedHashMap<>();
        settings.forEach((name, value) -> keys.put(Keys.canonical(Keys.child(section, name)),
                new Found(value, places.getOrDefault(name, APPLIED_NAME), Source.APPLIED)));
        return new Layers(file, variables, properties, keys);
    }

    /** These, and over them all that another file says. */
    Layers withFile(YamlFile over) {
        Map<String, Found> keys = new LinkedHashMap<>();
        over.entries().forEach((key, entry) -> {
            if (!entry.section()) {
                keys.put(key, new Found(entry.value(), over.where(entry), Source.APPLIED));
            }
        });
        Layers both = new Layers(file, variables, properties, keys);
        // Sections without keys too: an operation may have none.
        over.entries().forEach((key, entry) -> {
            both.written.putIfAbsent(key, over.where(entry));
            both.places.putIfAbsent(key, both.places.size());
        });
        return both;
    }

    /** Most keys stand nowhere, and a look into all sources is dear where there are very many destinations. */
    Optional<Found> find(String key) {
        if (!written.containsKey(key) && !isInVariables(key)) {
            return Optional.empty();
        }
        var found = values.getConfigValue(key);
        if (found.getValue() == null) {
            return Optional.empty();
        }
        Source source = switch (found.getConfigSourceOrdinal()) {
            case FILE -> Source.FILE;
            case VARIABLE -> Source.VARIABLE;
            case PROPERTY -> Source.PROPERTY;
            default -> Source.APPLIED;
        };
        return Optional.of(new Found(found.getValue(), where(key, source), source));
    }

    private boolean isInVariables(String key) {
        return !variables.isEmpty() && variables.containsKey(Keys.variable(key));
    }

    private String where(String key, Source source) {
        return switch (source) {
            case FILE -> Optional.ofNullable(file.entries().get(key)).map(file::where).orElse("file");
            case VARIABLE -> Keys.variable(key);
            case PROPERTY -> "-D" + key;
            case APPLIED -> Optional.ofNullable(applied.get(key)).map(Found::where).orElse(APPLIED_NAME);
        };
    }

    /** The keys that are written out, with where; those of variables are not known, only their {@link #variableNames}. */
    SequencedMap<String, String> written() {
        return written;
    }

    List<String> variableNames() {
        return List.copyOf(variables.keySet());
    }

    /** Where the first is written of all that stands in a section. */
    Optional<String> beginning(String section) {
        return written.entrySet()
                .stream()
                .filter(entry -> entry.getKey().equals(section) || entry.getKey().startsWith(section + "."))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** What is written below a section, however deep, in the order of the file. */
    List<String> keysBelow(String section) {
        return places.subMap(section + '.', section + AFTER_DOT)
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByValue())
                .map(place -> place.getKey().substring(section.length() + 1))
                .toList();
    }

    /** The names right below a section, likewise. */
    List<String> namesBelow(String section) {
        return keysBelow(section).stream().map(key -> Keys.split(key).getFirst()).distinct().toList();
    }
}
