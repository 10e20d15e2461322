package io.fusebox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.config.FuseboxConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ClientOptionsTest {
    @Command
    private static final class Holder {
        @Mixin
        private final ClientOptions options = new ClientOptions();
    }

    private static FuseboxConfig configuration(Map<String, String> environment, String... arguments) {
        Holder holder = new Holder();
        new CommandLine(holder).parseArgs(arguments);
        return holder.options.configuration(environment, Map.of());
    }

    @Test
    void withoutAnythingTheDefaultsReachADemo() {
        FuseboxConfig config = configuration(Map.of());

        assertThat(config.kafka().asMap()).containsEntry("bootstrap.servers", "localhost:9092");
        assertThat(config.schemaRegistry().url()).hasToString("http://localhost:8081");
        assertThat(config.topicPrefix()).isEqualTo("fusebox.");
    }

    @Test
    void optionsWinOverVariablesAndTheFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("f.yaml"), """
                fusebox:
                  topic-prefix: "file."
                  request-limit: 1MiB
                """);

        FuseboxConfig config = configuration(Map.of("FUSEBOX_KAFKA_BOOTSTRAP_SERVERS", "variable:1"), "--config",
                file.toString(), "--bootstrap-server", "option:2", "--prefix", "option.", "--registry", "http://r:3");

        assertThat(config.kafka().asMap()).containsEntry("bootstrap.servers", "option:2");
        assertThat(config.schemaRegistry().url()).hasToString("http://r:3");
        assertThat(config.topicPrefix()).isEqualTo("option.");
        assertThat(config.requestLimit()).isEqualTo(1 << 20);
    }

    @Test
    void aWrongOptionIsNamedAsItWasWritten() {
        assertThatThrownBy(() -> configuration(Map.of(), "--registry", "registry:8081"))
                .hasMessageContaining("schema-registry.url")
                .hasMessageContaining("(--registry)")
                .message()
                .doesNotContain("-D");
    }
}
