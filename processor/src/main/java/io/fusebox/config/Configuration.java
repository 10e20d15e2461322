package io.fusebox.config;

import io.fusebox.call.Names;
import io.fusebox.dispatch.DestinationPolicy;
import io.fusebox.dispatch.Policies;
import java.io.Reader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What was read at start, and how to read a destination's settings over it later. Immutable. */
public final class Configuration {
    private static final String CONFIG = "FUSEBOX_CONFIG";

    private final Layers layers;
    private final Path directory;
    private final Map<String, String> environment;
    private final FuseboxConfig values;

    private Configuration(
            Layers layers,
            Path directory,
            Map<String, String> environment,
            FuseboxConfig values) {
        this.layers = layers;
        this.directory = directory;
        this.environment = environment;
        this.values = values;
    }

    /** Of this process: its environment and its {@code -D} properties. */
    public static Configuration load(Optional<Path> file) {
        Properties properties = System.getProperties();
        return load(file, System.getenv(),
                properties.stringPropertyNames()
                        .stream()
                        .collect(Collectors.toMap(Function.identity(), properties::getProperty)));
    }

    /**
     * Reads all layers.
     *
     * @param file as given on the command line; else what the variable {@code FUSEBOX_CONFIG} names; else there is none
     * @throws ConfigException with everything that is wrong
     */
    public static Configuration load(Optional<Path> file, Map<String, String> environment,
            Map<String, String> properties) {
        Problems problems = new Problems();
        Optional<Path> path = file
                .or(() -> Optional.ofNullable(environment.get(CONFIG)).filter(it -> !it.isEmpty()).map(Path::of))
                .map(Path::toAbsolutePath);
        Path directory = path.map(Path::getParent).orElse(Path.of(""));
        YamlFile yaml = path.map(it -> YamlFile.read(it, problems)).orElseGet(YamlFile::none);
        Layers layers = Layers.of(yaml, environment, properties);
        Reading reading = new Reading(layers, new Secrets(directory, environment, problems), problems);
        FuseboxConfig values = new ConfigReader(reading).read();
        UnknownKeys unknown = new UnknownKeys(reading);
        unknown.report(Keys.ROOT);
        unknown.reportVariables();
        problems.throwIfAny();
        return new Configuration(layers, directory, Map.copyOf(environment), values);
    }

    public FuseboxConfig values() {
        return values;
    }

    /**
     * The policy of a destination with an operator's settings laid over what is configured.
     *
     * @param destination one that is configured, or a new one, which needs a {@code base-url}
     * @param settings by the keys of a destination's section, in one line each: {@code breaker.open-interval} is {@code 60s},
     *     {@code retry.on} is {@code 503, timeout}
     * @throws ConfigException with everything that is wrong with them
     */
    public DestinationPolicy parse(String destination, Map<String, String> settings) {
        if (!Names.isValid(destination)) {
            throw new ConfigException(
                    List.of("'%s' is no name for a destination; expected %s".formatted(destination, Names.RULE)));
        }
        Problems problems = new Problems();
        AppliedSettings applied = applied(destination, settings);
        DestinationPolicy policy = applied.policy(new Secrets(directory, environment, problems), problems);
        problems.throwIfAny();
        return policy;
    }

    /** The same settings, to be looked at without their secrets. */
    public AppliedSettings applied(String destination, Map<String, String> settings) {
        return new AppliedSettings(layers, destination, settings, Map.of());
    }

    /**
     * A file of destinations as it is to be applied: {@code destinations:}, and below it what the configuration has there. It is checked
     * over this configuration, without the secrets that it refers to, for those are where the pods are.
     *
     * @param name of the file, for people
     * @return by destination, in the order of the file
     * @throws ConfigException with everything that is wrong
     */
    public SequencedMap<String, SequencedMap<String, String>> readDestinations(String name, Reader text) {
        return new DestinationsFile(layers).read(name, text);
    }

    /**
     * What is wrong with destinations as each other's backups, once some have other settings. What is wrong with one alone is not looked at.
     *
     * @param settings by destination
     * @return by the destination whose {@code fallback} has to change
     */
    public Map<String, String> backupProblems(Map<String, ? extends Map<String, String>> settings) {
        Map<String, DestinationPolicy> all = new LinkedHashMap<>(values.policies().configured());
        settings.forEach((destination, its) -> {
            Problems problems = new Problems();
            DestinationPolicy policy = new AppliedSettings(layers, destination, its, Map.of())
                    .policy(Secrets.elsewhere(problems), problems);
            if (problems.isEmpty()) {
                all.put(destination, policy);
            }
        });
        return Backups.problems(all);
    }

    /**
     * The policies as they would be with another file laid over what is configured, by its {@code defaults} and {@code destinations}.
     *
     * @param candidate of the form of the configuration's own; what it does not say stays
     * @throws ConfigException with everything that is wrong with it
     */
    public Policies withCandidate(Path candidate) {
        Problems problems = new Problems();
        YamlFile file = YamlFile.read(candidate, problems);
        Reading reading = new Reading(layers.withFile(file), new Secrets(directory, environment, problems), problems);
        Policies policies = new ConfigReader(reading).read().policies();
        new UnknownKeys(reading).report(Keys.ROOT);
        problems.throwIfAny();
        return policies;
    }
}
