package io.fusebox.cli;

import io.fusebox.config.ConfigException;
import io.fusebox.config.Configuration;
import io.fusebox.config.FuseboxConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where Kafka and the schema registry are: as configured, and what the command line says over that. */
final class ClientOptions {
    @Option(names = "--config", paramLabel = "FILE", description = "The configuration (or FUSEBOX_CONFIG). Without one: the defaults.")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--bootstrap-server", paramLabel = "HOST:PORT", description = "Kafka's brokers, instead of kafka.bootstrap.servers. Default: localhost:9092")
    private Optional<String> brokers = Optional.empty();

    @Option(names = "--registry", paramLabel = "URL", description = "The schema registry, instead of schema-registry.url. Default: http://localhost:8081")
    private Optional<String> registry = Optional.empty();

    @Option(names = "--prefix", paramLabel = "TEXT", description = "What all topics begin with, instead of topic-prefix. Default: fusebox.")
    private Optional<String> prefix = Optional.empty();

    Session open(CommandSpec spec) {
        if (!(spec.root().userObject() instanceof FuseboxCommand root && root.isVerbose())) {
            QuietLogs.apply();
        }
        return new Session(load(System.getenv(), properties()));
    }

    FuseboxConfig configuration(Map<String, String> environment, Map<String, String> properties) {
        return load(environment, properties).values();
    }

    /** @throws ConfigException naming the options that the user has written */
    private Configuration load(Map<String, String> environment, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        Map<String, String> options = new LinkedHashMap<>();
        brokers.ifPresent(text -> put("kafka.bootstrap.servers", text, "--bootstrap-server", all, options));
        registry.ifPresent(text -> put("schema-registry.url", text, "--registry", all, options));
        prefix.ifPresent(text -> put("topic-prefix", text, "--prefix", all, options));
        try {
            return Configuration.load(config, environment, all);
        } catch (ConfigException e) {
            throw new ConfigException(e.problems().stream().map(line -> inOptions(line, options)).toList());
        }
    }

    private static void put(String key, String text, String option, Map<String, String> properties,
            Map<String, String> options) {
        properties.put("fusebox." + key, text);
        options.put("-Dfusebox." + key, option);
    }

    /** Names the option that the user has written. */
    private static String inOptions(String line, Map<String, String> options) {
        String named = line;
        for (Map.Entry<String, String> option : options.entrySet()) {
            named = named.replace("(%s)".formatted(option.getKey()), "(%s)".formatted(option.getValue()));
        }
        return named;
    }

    private static Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        System.getProperties().stringPropertyNames().forEach(name -> properties.put(name, System.getProperty(name)));
        return properties;
    }
}
