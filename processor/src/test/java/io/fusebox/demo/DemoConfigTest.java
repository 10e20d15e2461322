package io.fusebox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.config.Configuration;
import io.fusebox.config.FuseboxConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoConfigTest {
    @Test
    void theProcessorReadsWhatIsWritten(@TempDir Path temporary) throws Exception {
        Path directory = Files.createDirectory(temporary.resolve("it's here: #1"));
        try (DemoDestinations destinations = new DemoDestinations(new DemoSchedule(Duration.ofSeconds(40)), 1)) {
            Path file = DemoConfig.write(directory, destinations, "127.0.0.1:1", "http://127.0.0.1:2/apis/ccompat/v7",
                    3);

            FuseboxConfig config = Configuration.load(Optional.of(file), Map.of(), Map.of()).values();

            assertThat(config.kafka().asMap()).containsEntry("bootstrap.servers", "127.0.0.1:1");
            assertThat(config.schemaRegistry().url()).hasToString("http://127.0.0.1:2/apis/ccompat/v7");
            assertThat(config.http().port()).isEqualTo(3);
            assertThat(config.streams().asMap()).containsEntry("state.dir", directory.resolve("state").toString())
                    .containsEntry("num.standby.replicas", "0");
            assertThat(config.topicPrefix()).isEqualTo("fusebox.");
            assertThat(config.policies().configured()).containsOnlyKeys("payments", "inventory", "email");
            config.policies()
                    .configured()
                    .forEach((name, policy) -> assertThat(policy.destination().baseUrl())
                            .isEqualTo(destinations.url(name)));
        }
    }
}
