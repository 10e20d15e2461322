package io.fusebox.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRegistryTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void closeClient() {
        http.close();
    }

    @Test
    void keepsSchemasOverARestart(@TempDir Path data) throws Exception {
        EmbeddedRegistry.Options kept = new EmbeddedRegistry.Options(Port.FREE, Optional.of(data));
        String id;
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(kept)) {
            id = register(registry);
            assertThat(schema(registry, id)).contains("\\\"string\\\"");
        }

        try (EmbeddedRegistry again = EmbeddedRegistry.start(kept)) {
            assertThat(schema(again, id)).contains("\\\"string\\\"");
            assertThat(register(again)).isEqualTo(id);
        }
    }

    @Test
    void endsWithTheProcessThatStartedIt(@TempDir Path directory) throws Exception {
        Process owner = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + directory, "-cp", System.getProperty("java.class.path"),
                RegistryOwner.class.getName()).redirectError(directory.resolve("owner.log").toFile()).start();
        long pid;
        try (var said = owner.inputReader()) {
            String line = said.readLine();
            assertThat(line).as(() -> read(directory.resolve("owner.log"))).isNotNull();
            pid = Long.parseLong(line);
            assertThat(ProcessHandle.of(pid)).hasValueSatisfying(ProcessHandle::isAlive);

            owner.destroyForcibly().waitFor();
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void tellsThatItEndedByItself() {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(EmbeddedRegistry.Options.temporary())) {
            ProcessHandle.of(registry.pid()).orElseThrow().destroyForcibly();

            assertThatThrownBy(registry::join).isInstanceOf(SandboxException.class)
                    .hasMessageContaining("the schema registry ended by itself with status 137")
                    .hasMessageContaining("Listening on:");
        }
    }

    @Test
    void showsTheEndOfItsLogIfItDoesNotStart(@TempDir Path data) throws IOException {
        Files.createDirectories(data.resolve("registry"));
        Files.writeString(data.resolve("registry").resolve("schemas.mv.db"), "This is no database.\n".repeat(1_000));

        assertThatThrownBy(() -> EmbeddedRegistry.start(new EmbeddedRegistry.Options(Port.FREE, Optional.of(data))))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("the schema registry did not start; the end of its log:")
                .hasMessageContaining("schemas.mv.db");
    }

    @Test
    void namesThePortThatIsTakenAndTheOptionThatChangesIt() throws IOException {
        try (ServerSocket other = Port.FREE.hold("the test")) {
            Port taken = new Port(other.getLocalPort(), "--registry-port");

            assertThatThrownBy(() -> EmbeddedRegistry.start(new EmbeddedRegistry.Options(taken, Optional.empty())))
                    .isInstanceOf(SandboxException.class)
                    .hasMessageContaining("the schema registry cannot listen on 127.0.0.1:" + other.getLocalPort())
                    .hasMessageContaining("--registry-port");
        }
    }

    private String register(EmbeddedRegistry registry) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(registry.url() + "/subjects/letters-value/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(BodyPublishers.ofString("{\"schema\": \"{\\\"type\\\": \\\"string\\\"}\"}")))
                .replaceAll("\\D", "");
    }

    private String schema(EmbeddedRegistry registry, String id) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(registry.url() + "/schemas/ids/" + id)));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = http.send(request.build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response::body).isEqualTo(200);
        return response.body();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
