package io.fusebox.cli;

import io.fusebox.cli.SettingsTopic.Standing;
import io.fusebox.config.Configuration;
import io.fusebox.wire.DestinationSettings;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import picocli.CommandLine.Option;

/** The file that {@code apply} and {@code diff} take. */
final class SettingsFile {
    private static final String STANDARD_INPUT = "-";

    @Option(names = { "-f",
        "--file" }, paramLabel = "FILE", required = true, description = "The settings, YAML: 'destinations:', and below it names with the configuration's keys; - is standard input.")
    private String file = "";

    /** @throws io.fusebox.config.ConfigException with everything that is wrong */
    SequencedMap<String, SequencedMap<String, String>> read(Configuration configuration) {
        if (file.equals(STANDARD_INPUT)) {
            return configuration.readDestinations("standard input",
                    new InputStreamReader(System.in, StandardCharsets.UTF_8));
        }
        Path path = Path.of(file);
        try (Reader text = Files.newBufferedReader(path)) {
            return configuration.readDestinations(String.valueOf(path.getFileName()), text);
        } catch (IOException e) {
            throw new CommandException("--file: '%s' is not there, or cannot be read".formatted(file), e);
        }
    }

    /** @throws CommandException where a destination of the file would have a backup that is none, or be its own */
    static void requireBackups(Configuration configuration,
            SequencedMap<String, SequencedMap<String, String>> wanted, Map<String, Standing> standing) {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        standing.forEach((name, its) -> its.readable().ifPresent(there -> all.put(name, there.settings())));
        all.putAll(wanted);
        configuration.backupProblems(all)
                .entrySet()
                .stream()
                .filter(problem -> wanted.containsKey(problem.getKey()))
                .findFirst()
                .ifPresent(problem -> {
                    throw new CommandException("fusebox.destinations.%s.fallback: %s".formatted(problem.getKey(),
                            problem.getValue()));
                });
    }

    /** For each destination of the file. */
    static List<SettingsChange> changes(SequencedMap<String, SequencedMap<String, String>> wanted,
            Map<String, Standing> standing) {
        return wanted.entrySet()
                .stream()
                .map(one -> SettingsChange.between(one.getKey(),
                        Optional.ofNullable(standing.get(one.getKey()))
                                .flatMap(Standing::readable)
                                .map(DestinationSettings::settings),
                        Optional.of(one.getValue())))
                .toList();
    }
}
