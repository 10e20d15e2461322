package io.fusebox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.BreakerName;
import io.fusebox.config.Configuration;
import io.fusebox.replay.Period;
import io.fusebox.replay.RecordedAttempt;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

class ReplayViewTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Period HALF_AN_HOUR = new Period(NOON, NOON.plus(Duration.ofMinutes(30)));
    private static final String CONFIG = """
            fusebox:
              destinations:
                payments:
                  base-url: https://payments.internal
                  breaker: { mode: shadow, open-interval-jitter: 0 }
                mail:
                  base-url: https://mail.internal
            """;
    private static final String CANDIDATE = """
            fusebox:
              destinations:
                payments:
                  breaker: { failure-threshold: 30, failure-rate-threshold: off }
            """;

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final SortedAttempts attempts = new SortedAttempts(SortedAttempts.IN_MEMORY);
    private Configuration configuration;

    @BeforeEach
    void configure() throws Exception {
        configuration = Configuration.load(Optional.of(Files.writeString(directory.resolve("fusebox.yaml"), CONFIG)),
                Map.of(), Map.of());
    }

    /** Every second from one moment to another. */
    private void given(BreakerName called, Instant from, Instant to, int status, boolean assumed) {
        for (Instant start = from; start.isBefore(to); start = start.plusSeconds(1)) {
            attempts.add(new RecordedAttempt(called, start, Duration.ofMillis(120), RecordedAttempt.answered(status),
                    assumed));
        }
    }

    private static Instant minute(int minute) {
        return NOON.plus(Duration.ofMinutes(minute));
    }

    private String shown(String candidate, Ansi ansi) throws Exception {
        Terminal terminal = new Terminal(new CommandLine(new FuseboxCommand())
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
                .setOut(new PrintWriter(out)));
        Path file = Files.writeString(directory.resolve("candidate.yaml"), candidate);
        ReplayReport report = new PolicyComparison(configuration.values().policies(), configuration.withCandidate(file),
                HALF_AN_HOUR).run(attempts, new Progress(terminal));
        new ReplayView(terminal).show(report);
        return out.toString();
    }

    private void givenAnOutageOfPaymentsAndAShortOne() {
        BreakerName payments = BreakerName.of("payments");
        given(BreakerName.of("mail"), minute(0), minute(30), 200, false);
        given(payments, minute(0), minute(8), 200, false);
        given(payments, minute(8), minute(18), 503, false);
        given(payments, minute(18), minute(25), 200, false);
        given(payments, minute(25), minute(25).plusSeconds(20), 503, false);
        given(payments, minute(25).plusSeconds(20), minute(30), 200, false);
    }

    @Test
    void theSampleInTheDocumentationIsWhatItShows() throws Exception {
        givenAnOutageOfPaymentsAndAShortOne();

        String shown = shown(CANDIDATE, Ansi.OFF);

        String doc = Files.readString(Path.of("docs/destinations.md"));
        assertThat(doc).contains(CONFIG).contains(CANDIDATE).contains(shown.replace("\r\n", "\n"));
    }

    @Test
    void breakersThatNeverOpenHaveNoBar() throws Exception {
        given(BreakerName.of("mail"), minute(0), minute(30), 200, false);

        assertThat(shown(CANDIDATE, Ansi.OFF)).doesNotContain("█");
    }

    @Test
    void anOperationThatOnlyTheCandidateHasIsABreakerOfItsOwn() throws Exception {
        given(BreakerName.of("payments", "refund"), minute(0), minute(1), 200, true);

        String shown = shown("fusebox: { destinations: { payments: { operations: { refund: {} } } } }", Ansi.OFF);

        assertThat(shown).containsPattern("(?m)^payments +present +60 +60 ")
                .containsPattern("(?m)^payments/refund +candidate +60 +60 ")
                .doesNotContainPattern("(?m)^payments/refund +present");
    }

    @Test
    void whatIsCalledButNotConfiguredIsCountedApart() throws Exception {
        given(BreakerName.of("forgotten"), minute(0), minute(1), 503, false);

        assertThat(shown(CANDIDATE, Ansi.OFF)).startsWith("0 attempts from ").doesNotContain("BREAKER");
    }

    @Test
    void openIsRedWhereThereAreColours() throws Exception {
        givenAnOutageOfPaymentsAndAShortOne();

        assertThat(shown(CANDIDATE, Ansi.ON)).contains("\u001B[31m█\u001B[0m", "\u001B[33m▒\u001B[0m");
    }
}
