package io.fusebox.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fusebox.dispatch.DestinationPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an operator has set up, and what becomes of it. */
final class GivenConfig {
    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private Optional<Path> file = Optional.empty();

    GivenConfig(Path directory) {
        this.directory = directory;
    }

    /** A whole file. */
    GivenConfig yaml(String text) {
        file = Optional.of(write("fusebox.yaml", text));
        return this;
    }

    /** A file with this below {@code fusebox:}. */
    GivenConfig fusebox(String text) {
        return yaml("fusebox:\n" + text.indent(2));
    }

    /** A file with this below {@code fusebox.destinations.payments:}, which has a base URL. */
    GivenConfig payments(String text) {
        return fusebox("destinations:\n  payments:\n    base-url: http://payments.example\n" + text.indent(4));
    }

    GivenConfig variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    GivenConfig property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    Path write(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Configuration configuration() {
        return Configuration.load(file, environment, properties);
    }

    FuseboxConfig load() {
        return configuration().values();
    }

    DestinationPolicy loadPayments() {
        return load().policies().of("payments").orElseThrow();
    }

    List<String> problems() {
        return problemsOf(this::load);
    }

    static List<String> problemsOf(Runnable reading) {
        return catchThrowableOfType(ConfigException.class, reading::run).problems();
    }
}
