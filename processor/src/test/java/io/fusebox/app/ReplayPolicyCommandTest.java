package io.fusebox.app;

import static io.fusebox.app.Terminal.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fusebox.app.Terminal.Said;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TerminalExtension.class)
class ReplayPolicyCommandTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String CONFIG = """
            fusebox:
              destinations:
                replayed:
                  base-url: http://replayed.example
                  breaker: { failure-threshold: 20, failure-rate-threshold: off, open-interval: 10s, open-interval-jitter: 0 }
            """;
    private static final String STRICT = """
            fusebox: { destinations: { replayed: { breaker: { failure-threshold: 3 } } } }
            """;

    private final Terminal terminal;
    @TempDir
    Path directory;

    ReplayPolicyCommandTest(Terminal terminal) {
        this.terminal = terminal;
    }

    private String written(String name, String text) throws Exception {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    /** On record since noon, a second apart: ten calls that are answered, ten that fail, thirty that are answered. */
    private void givenAnOutage() throws Exception {
        for (int i = 0; i < 50; i++) {
            Instant start = NOON.plusSeconds(i);
            boolean fails = i >= 10 && i < 20;
            String times = "\"receivedAt\": \"%s\", \"attempts\": 1".formatted(start);
            terminal.answerer()
                    .produce(TOPICS.results(), "c-" + i,
                            """
                                    {"id": "c-%d", "destination": "replayed", "status": "%s", "source": "DESTINATION", "httpStatus": %d,
                                     "completedAt": "%s", "durationMs": 100, %s}
                                    """
                                    .formatted(i, fails ? "FAILED" : "SUCCEEDED", fails ? 500 : 200,
                                            start.plusMillis(100), times)
                                    .getBytes(StandardCharsets.UTF_8));
            if (fails) {
                terminal.answerer()
                        .produce(TOPICS.deadLetters(), "replayed",
                                """
                                        {"reason": "FAILED", "at": "%s", "delivery": {"request": {"id": "c-%d", "destination": "replayed"},
                                         "receivedAt": "%s", "attemptsMade": 1, "attempts": [
                                           {"number": 1, "startedAt": "%s", "durationMs": 100, "outcome": "500", "httpStatus": 500}]}}
                                        """
                                        .formatted(start.plusMillis(100), i, start, start)
                                        .getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void showsWhatWouldHaveOpenedAndWhen() throws Exception {
        givenAnOutage();
        String config = written("fusebox.yaml", CONFIG);
        String candidate = written("strict.yaml", STRICT);

        Said table = terminal.run("replay-policy", "--config", config, "-f", candidate, "-d", "replayed");
        Said json = terminal.run("replay-policy", "--config", config, "-f", candidate, "-d", "replayed", "--json");
        Said later = terminal.run("replay-policy", "--config", config, "-f", candidate, "-d", "replayed", "--json",
                "--from", "2026-03-01T12:00:20Z", "--to", "2026-03-01T12:01:00Z");

        assertThat(table.status()).isZero();
        assertThat(table.out()).startsWith("50 attempts from 2026-03-01T12:00:00Z to 2026-03-01T12:00:49.100Z\n")
                .containsPattern("(?m)^replayed +present +50 +0 +0.0 % +0 +- +-")
                .containsPattern("(?m)^replayed +candidate +50 +0 +20.0 % +1 +10.0 s +2026-03-01T12:00:12.100Z")
                .containsPattern("(?m)^replayed  present    ·{60}$")
                .containsPattern("(?m)^          candidate  ·+█+▒+·+$");
        assertThat(json.json()).singleElement().satisfies(report -> {
            JsonNode breaker = report.at("/breakers/0");
            assertThat(breaker.at("/name").textValue()).isEqualTo("replayed");
            assertThat(breaker.at("/present/openings").intValue()).isZero();
            assertThat(breaker.at("/candidate/rejected").intValue()).isEqualTo(10);
            assertThat(breaker.at("/candidate/outages/0/cause").textValue()).isEqualTo("CONSECUTIVE_FAILURES");
        });
        assertThat(later.json()).singleElement().satisfies(report -> {
            assertThat(report.at("/attempts").intValue()).isEqualTo(30);
            assertThat(report.at("/breakers/0/candidate/openings").intValue()).isZero();
        });
    }

    @Test
    void aCandidateThatIsWrongIsRefusedBeforeAnythingIsRead() throws Exception {
        String candidate = written("wrong.yaml", "fusebox: { defaults: { breaker: { preset: strickt } } }");

        Said said = terminal.runWithPrefix("nowhere.", "replay-policy", "-f", candidate);

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).contains("wrong.yaml:1", "defaults.breaker.preset", "strickt").doesNotContain("topic");
    }

    @Test
    void aDestinationThatNobodyKnowsIsRefused() throws Exception {
        Said said = terminal.run("replay-policy", "-f", written("strict.yaml", "fusebox: {}"), "-d", "nobody");

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).isEqualTo(
                "fusebox replay-policy: there is no destination 'nobody' in the configuration (--config) or in the candidate\n");
    }

    @Test
    void aPeriodThatEndsBeforeItBeginsIsAUsageError() throws Exception {
        Said said = terminal.run("replay-policy", "-f", written("strict.yaml", STRICT), "--from", "1h", "--to", "2h");

        assertThat(said.status()).isEqualTo(2);
        assertThat(said.err()).startsWith("--from is not before --to");
    }
}
