package io.fusebox.config;

import io.fusebox.call.Secret;
import io.fusebox.config.Layers.Found;
import io.fusebox.config.Layers.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fetches the secrets that are referred to: {@code env:NAME} is a variable, {@code file:path} a file's text without its last line
 * break. A variable of ours may hold the secret itself, for it is such a place; a file of settings may not.
 */
final class Secrets {
    private static final String ENV = "env:";
    private static final String FILE = "file:";
    private static final String EXPECTED = "expected env:NAME or file:path, which say where the secret is";

    private final Path directory;
    private final Map<String, String> environment;
    private final Problems problems;
    private final boolean isFetched;
    private final Set<String> referred = new HashSet<>();

    /** @param directory that relative paths start from */
    Secrets(Path directory, Map<String, String> environment, Problems problems) {
        this(directory, environment, problems, true);
    }

    private Secrets(Path directory, Map<String, String> environment, Problems problems, boolean isFetched) {
        this.directory = directory;
        this.environment = environment;
        this.problems = problems;
        this.isFetched = isFetched;
    }

    /** Fetches none: those that are referred to are in other places, and a reference stands for each. */
    static Secrets elsewhere(Problems problems) {
        return new Secrets(Path.of(""), Map.of(), problems, false);
    }

    /** A value that is a secret, whatever it is. Empty: there is none, and the problem is told. */
    Optional<Secret> require(String key, Found found) {
        if (!isReference(found.value()) && found.source() != Source.VARIABLE) {
            problems.add(key, "is a secret, and those are not written here; " + EXPECTED, found.where());
            return Optional.empty();
        }
        return resolve(key, found);
    }

    /** A value that may refer to a secret, or stand there itself. */
    Optional<Secret> resolve(String key, Found found) {
        String value = found.value();
        if (!isFetched && isReference(value)) {
            return Optional.of(new Secret(value));
        }
        Optional<String> secret = value.startsWith(ENV) ? variable(key, value.substring(ENV.length()), found)
                : value.startsWith(FILE) ? file(key, value.substring(FILE.length()), found) : Optional.of(value);
        return secret.filter(text -> isUsable(key, text, found)).map(Secret::new);
    }

    static boolean isReference(String value) {
        return value.startsWith(ENV) || value.startsWith(FILE);
    }

    private Optional<String> variable(String key, String name, Found found) {
        referred.add(name);
        String value = environment.get(name);
        if (value == null) {
            problems.add(key, "the environment variable '%s' is not set".formatted(name), found.where());
        }
        return Optional.ofNullable(value);
    }

    private Optional<String> file(String key, String path, Found found) {
        try {
            return Optional.of(Files.readString(directory.resolve(path)).replaceFirst("\\R\\z", ""));
        } catch (NoSuchFileException _) {
            problems.add(key, "the file '%s' does not exist".formatted(directory.resolve(path)), found.where());
        } catch (IOException | IllegalArgumentException e) {
            problems.add(key, "the file '%s' cannot be read: %s".formatted(path, e.getClass().getSimpleName()),
                    found.where());
        }
        return Optional.empty();
    }

    /** A line break inside would end a header; an empty secret is one that was forgotten. */
    private boolean isUsable(String key, String text, Found found) {
        if (text.isEmpty()) {
            problems.add(key, "is empty", found.where());
        }
        return !text.isEmpty();
    }

    /** The variables that hold secrets, and so are no keys. */
    Set<String> referredVariables() {
        return referred;
    }
}
