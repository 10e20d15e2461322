package io.fusebox.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaCommandTest {
    private static final Pattern BROKER = Pattern.compile("Kafka +(127\\.0\\.0\\.1:\\d+)");

    @Test
    void servesUntilItIsToldToStopAndLeavesNothingBehind(@TempDir Path directory) throws Exception {
        Process program = start(directory);
        try (var said = program.inputReader()) {
            List<String> banner = new ArrayList<>();
            for (String line = said.readLine(); line != null && !line.startsWith("Ctrl-C"); line = said.readLine()) {
                banner.add(line);
            }
            Matcher broker = BROKER.matcher(String.join("\n", banner));
            assertThat(broker.find()).as(() -> banner + read(directory.resolve("stderr"))).isTrue();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.group(1)))) {
                assertThat(admin.describeCluster().nodes().get()).hasSize(1);
            }
            List<ProcessHandle> children = program.descendants().toList();
            assertThat(children).isNotEmpty();

            program.destroy();

            assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(children).noneMatch(ProcessHandle::isAlive);
            assertThat(directory.resolve("tmp")).isEmptyDirectory();
            assertThat(read(directory.resolve("stderr"))).isEmpty();
        } finally {
            program.destroyForcibly();
        }
    }

    private static Process start(Path directory) throws IOException {
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-XX:-UsePerfData", "-Djava.io.tmpdir=" + temporary,
                "-cp", System.getProperty("java.class.path"), Main.class.getName(),
                "kafka", "--port", "0", "--registry-port", "0")
                .redirectError(directory.resolve("stderr").toFile())
                .start();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
