package io.fusebox.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.app.Terminal.Said;
import io.fusebox.wire.Topics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TerminalExtension.class)
class DoctorCommandTest {
    private final Terminal terminal;

    @TempDir
    Path directory;

    DoctorCommandTest(Terminal terminal) {
        this.terminal = terminal;
    }

    private String file(String name, String text) throws Exception {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private String config(String payments) throws Exception {
        return file("fusebox.yaml", """
                fusebox:
                  partitions: 1
                  destinations:
                    payments: { %s }
                """.formatted(payments));
    }

    private static int closedPort() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return server.getLocalPort();
        }
    }

    @Test
    void allIsWell() throws Exception {
        terminal.givenTopics(new Topics("well."), 1);
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String config = config("base-url: \"http://127.0.0.1:%d\"".formatted(server.getLocalPort()));

            Said said = terminal.runWithPrefix("well.", "doctor", "--config", config);

            assertThat(said.out()).containsPattern("(?m)^ok +configuration +1 destinations, all secrets can be read$")
                    .containsPattern("(?m)^ok +brokers +1 at ")
                    .containsPattern("(?m)^ok +topics +all 8 are as they must be$")
                    .containsPattern("(?m)^ok +rights ")
                    .containsPattern("(?m)^ok +registry +answers at ")
                    .containsPattern("(?m)^ok +payments +takes connections at 127.0.0.1:");
            assertThat(said.status()).isZero();
        }
    }

    @Test
    void whatIsWrongIsToldWithTheMend() throws Exception {
        String config = config("base-url: \"http://127.0.0.1:%d\"".formatted(closedPort()));

        Said said = terminal.runWithPrefix("ill.", "doctor", "--config", config, "--json");

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.json().getFirst().path("ok").booleanValue()).isFalse();
        assertThat(said.out()).contains("ill.requests is missing: create it with 'fusebox topics'",
                "within 2 s: Connection refused; check base-url");
    }

    @Test
    void aFileThatSaysSomethingElseThanTheTopicIsAWarning() throws Exception {
        terminal.givenTopics(new Topics("apart."), 1);
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String url = "base-url: \"http://127.0.0.1:%d\"".formatted(server.getLocalPort());
            String applied = file("d.yaml", "destinations: { payments: { %s, queue: 4 } }".formatted(url));
            terminal.runWithPrefix("apart.", "destinations", "apply", "-f", applied);

            Said said = terminal.runWithPrefix("apart.", "doctor", "--config", config(url + ", queue: 5"));

            assertThat(said.out()).containsPattern(
                    "(?m)^warning +payments +the configuration says something else than what was applied, which holds: queue; ");
            assertThat(said.status()).isZero();
        }
    }

    @Test
    void aSecretThatCannotBeReadIsWrong() throws Exception {
        Said said = terminal.runWithPrefix("t.", "doctor", "--config",
                config("base-url: \"http://x.example\", headers: { Authorization: env:NOBODY_SET_THIS }"));

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.out()).containsPattern(
                "(?m)^wrong +configuration +fusebox.destinations.payments.headers.Authorization: the environment variable 'NOBODY_SET_THIS' is not set");
    }

    @Test
    void whatWasAppliedAndIsIgnoredIsWrong() throws Exception {
        terminal.givenTopics(new Topics("garbage."), 1);
        terminal.answerer().produce("garbage.destinations", "orders", new byte[]{ 1, 2, 3 });

        Said said = terminal.runWithPrefix("garbage.", "doctor", "--config",
                config("base-url: \"http://127.0.0.1:1\""));

        assertThat(said.out()).containsPattern("(?m)^wrong +orders +what was applied is ignored: ");
    }
}
