package io.fusebox.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fusebox.sandbox.Port;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DemoCommandTest {
    @Test
    void tellsTheWholeStoryLosesNothingAndLeavesNothingBehind(@TempDir Path directory) throws Exception {
        Process program = start(directory, "--exit", "--json");
        try {
            String table = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
            String story = Files.readString(directory.resolve("stderr"));

            assertThat(program.exitValue()).as(story).isZero();
            assertThat(story).contains("All is up")
                    .containsSubsequence("closed -> open", "calls now wait on fusebox.retry", "calls are parked",
                            "open -> half_open", "half_open -> closed", "is drained")
                    .doesNotContain("ERROR", "Exception");
            JsonNode counts = new ObjectMapper().readTree(table);
            assertThat(counts.path("lost").intValue()).isZero();
            assertThat(counts.path("doubled").intValue()).isZero();
            assertThat(counts.at("/destinations")).hasSize(3).allSatisfy(its -> {
                assertThat(its.path("sent").intValue()).isGreaterThan(200);
                assertThat(its.path("results")).map(JsonNode::intValue)
                        .satisfies(numbers -> assertThat(numbers.stream().mapToInt(it -> it).sum())
                                .isEqualTo(its.path("sent").intValue()));
            });
            assertThat(counts.at("/destinations/payments/results")).hasSize(1);
            assertThat(counts.at("/destinations/email/breakerChanges").intValue()).isGreaterThanOrEqualTo(3);
            assertThat(counts.at("/destinations/email/parkedPeak").intValue()).isPositive();
            assertThat(counts.at("/destinations/email/attempts").intValue())
                    .isGreaterThan(counts.at("/destinations/email/sent").intValue());
            assertThat(directory.resolve("tmp")).isEmptyDirectory();
        } finally {
            program.destroyForcibly();
        }
    }

    @Test
    void stopsInOrderWhenItIsToldTo(@TempDir Path directory) throws Exception {
        Process program = start(directory);
        try (var said = program.inputReader()) {
            List<String> lines = new ArrayList<>();
            for (String line = said.readLine(); line != null
                    && !line.startsWith("An application"); line = said.readLine()) {
                lines.add(line);
            }
            List<ProcessHandle> children = program.descendants().toList();
            assertThat(children).as(() -> lines + read(directory.resolve("stderr"))).isNotEmpty();

            // Process.destroy would close what is still to be read.
            program.toHandle().destroy();

            assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(said.lines()).anyMatch(line -> line.startsWith("Stopping"))
                    .noneMatch(line -> line.startsWith("destination "));
            assertThat(children).noneMatch(ProcessHandle::isAlive);
            assertThat(directory.resolve("tmp")).isEmptyDirectory();
            assertThat(read(directory.resolve("stderr"))).isEmpty();
        } finally {
            program.destroyForcibly();
        }
    }

    @Test
    void everyPortThatIsTakenIsNamedWithItsOption() throws Exception {
        StringWriter err = new StringWriter();
        CommandLine program = Main.commandLine();
        program.setErr(new PrintWriter(err));
        program.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        try (ServerSocket kafka = taken(); ServerSocket http = taken()) {
            int status = program.execute("demo", "--port", port(kafka), "--registry-port", "0", "--http-port",
                    port(http));

            assertThat(status).isEqualTo(1);
            assertThat(err.toString()).isEqualTo("""
                    fusebox demo: Kafka cannot listen on 127.0.0.1:%s: Address already in use; \
                    stop what uses it, or choose another with --port
                    the processor's HTTP interface cannot listen on 127.0.0.1:%s: Address already in use; \
                    stop what uses it, or choose another with --http-port
                    """.formatted(port(kafka), port(http)));
        }
    }

    private static ServerSocket taken() throws IOException {
        return new ServerSocket(0, 1, InetAddress.ofLiteral(Port.HOST));
    }

    private static String port(ServerSocket socket) {
        return Integer.toString(socket.getLocalPort());
    }

    private static Process start(Path directory, String... options) throws IOException {
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-XX:-UsePerfData", "-Djava.io.tmpdir=" + temporary,
                "-cp", System.getProperty("java.class.path"), Main.class.getName(),
                "demo", "--port", "0", "--registry-port", "0", "--http-port", "0", "--seconds", "12"));
        command.addAll(List.of(options));
        return new ProcessBuilder(command).redirectError(directory.resolve("stderr").toFile()).start();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
