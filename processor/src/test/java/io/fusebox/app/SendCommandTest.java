package io.fusebox.app;

import static io.fusebox.app.Terminal.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.app.Terminal.Said;
import io.fusebox.topology.Partitioning;
import io.fusebox.wire.Topics;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TerminalExtension.class)
class SendCommandTest {
    private final Terminal terminal;

    SendCommandTest(Terminal terminal) {
        this.terminal = terminal;
    }

    @Test
    void sendingPutsACallWhereTheProcessorLooksForIt() {
        Said said = terminal.run("send", "-d", "where", "--id", "a-1", "--path", "/x");

        assertThat(said.status()).isZero();
        assertThat(said.out()).isEqualTo("a-1\n");
        assertThat(said.err()).startsWith("sent 1 call to t.requests in ");
        assertThat(terminal.requestsOf("where")).singleElement().satisfies(record -> {
            assertThat(record.partition()).isEqualTo(new Partitioning(Terminal.PARTITIONS).of("where"));
            assertThat(record.value()[0]).isZero();
        });
    }

    @Test
    void aBodyComesFromAFile(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("body.json"), "{\"amount\":1.50}\n");

        terminal.run("send", "-d", "bodied", "--body", "@" + file, "--format", "json");

        assertThat(terminal.requestsOf("bodied")).singleElement()
                .satisfies(record -> assertThat(JSON.readTree(record.value()).path("body").textValue())
                        .isEqualTo("{\"amount\":1.50}\n"));
    }

    @Test
    void waitingShowsEachResult() {
        Said said = terminal.run("send", "-d", "fine", "--id", "w", "--count", "3", "--wait", "30s");

        assertThat(said.status()).isZero();
        assertThat(said.out()).containsPattern("(?m)^TIME +ID +DESTINATION +STATUS +HTTP +ATTEMPTS +DURATION +PROBLEM$")
                .containsPattern("(?m) w-1 +fine +SUCCEEDED +200 +0 +12 ms$")
                .contains(" w-2 ", " w-3 ");
        assertThat(said.err()).contains("sent 3 calls to t.requests").endsWith("3 SUCCEEDED\n");
    }

    @Test
    void waitingFailsWhereACallDoes() throws Exception {
        Said said = terminal.run("send", "-d", "broken", "--wait", "30s", "--json");

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.json()).singleElement()
                .satisfies(result -> assertThat(result.at("/problem/detail").textValue())
                        .isEqualTo("the destination answered 422"));
        assertThat(said.err()).endsWith("1 FAILED\n");
    }

    @Test
    void waitingFailsWhereNoResultComes() throws Exception {
        terminal.givenTopics(new Topics("silent."), 1);

        Said said = terminal.runWithPrefix("silent.", "send", "-d", "a", "--id", "x", "--wait", "1s");

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).endsWith("no result within 1 s for 1: x\n");
    }

    @Test
    void whatTheProcessorWouldRefuseIsRefusedHereAndTheRestIsSent(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("calls.json"), """
                {"id":"f-1","destination":"filed"}
                {"id":"f-2","destination":"filed","retries":3}
                {
                  "id": "f-3",
                  "destination": "filed",
                  "body": { "amount": 1.50 }
                }
                """);

        Said said = terminal.run("send", "--file", file.toString(), "--format", "json");

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).contains("line 2: field 'retries' is unknown: a call has id, destination, ")
                .contains("sent 2 calls to t.requests")
                .contains("1 refused");
        assertThat(terminal.requestsOf("filed"))
                .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                .containsExactly("{\"id\":\"f-1\",\"destination\":\"filed\"}", """
                        {
                          "id": "f-3",
                          "destination": "filed",
                          "body": { "amount": 1.50 }
                        }""");
    }

    @Test
    void callsComeFromStandardInputAtTheirRate() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(
                "[{\"id\":\"s\",\"destination\":\"fine\",\"body\":1.10}]".getBytes(StandardCharsets.UTF_8)));
        long begin = System.nanoTime();
        Said said;
        try {
            said = terminal.run("send", "-", "--count", "11", "--rate", "20/s", "--wait=30s");
        } finally {
            System.setIn(before);
        }

        assertThat(said.status()).isZero();
        assertThat(said.err()).contains("11 SUCCEEDED");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(500));
    }

    @Test
    void aSingleCallThatIsWrongIsOneLine() {
        Said said = terminal.run("send", "-d", "a", "--max-attempts", "0");

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err())
                .isEqualTo("fusebox send: field 'maxAttempts' is 0: at least 1 is expected, or no such field\n");
    }
}
