package io.fusebox.app;

import io.fusebox.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsException;

/** Where parked calls are kept on disk. */
final class StateDirectory {
    private StateDirectory() {}

    /** @throws ConfigException where nothing can be written there */
    static void require(Properties properties) {
        Path directory = Path.of(name(properties));
        try {
            Files.createDirectories(directory);
            Path probe = Files.createTempFile(directory, "fusebox", ".probe");
            Files.write(probe, new byte[1]);
            Files.delete(probe);
        } catch (IOException e) {
            throw problem("%s: nothing can be written there (%s); name a directory of this user's, with room"
                    .formatted(directory, e));
        }
    }

    /** Where Kafka Streams refuses it. */
    static ConfigException unusable(Properties properties, StreamsException failure) {
        return problem("%s: another pod on this machine has it, or it cannot be written; give each pod its own (%s)"
                .formatted(name(properties), failure.getMessage()));
    }

    private static String name(Properties properties) {
        return new StreamsConfig(properties).getString(StreamsConfig.STATE_DIR_CONFIG);
    }

    private static ConfigException problem(String what) {
        return new ConfigException(List.of("fusebox.streams.state.dir is " + what));
    }
}
