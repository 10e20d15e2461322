package io.fusebox.cli;

import static io.fusebox.board.BreakerStatuses.NOW;
import static io.fusebox.board.BreakerStatuses.board;
import static io.fusebox.board.BreakerStatuses.breaker;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.board.BreakerStatuses;
import io.fusebox.breaker.BreakerState.Kind;
import io.fusebox.breaker.PolicyValue;
import io.fusebox.breaker.StateChange.Cause;
import io.fusebox.breaker.Totals;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

class BreakerViewTest {
    private final StringWriter out = new StringWriter();
    private final BreakerView view = new BreakerView(new Terminal(
            new CommandLine(new FuseboxCommand()).setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                    .setOut(new PrintWriter(out))),
            NOW);

    private static BreakerStatuses ailing() {
        return breaker("payments/write").window(20, 15, Duration.ofMillis(1200))
                .parked(42)
                .openUntil(NOW.plusSeconds(30))
                .failedLast(NOW.minusSeconds(5), "503", "the destination answered 503")
                .policy(Map.of("open-interval", new PolicyValue("60s", "destinations.payments.breaker")))
                .changed(Kind.OPEN, Cause.FAILURE_RATE, NOW.minusSeconds(5));
    }

    @Test
    void theSickestBreakerComesFirst() {
        view.list(board(breaker("mail"), ailing()));

        assertThat(out.toString()).isEqualToNormalizingNewlines("""
                2 breakers: 1 open, 0 half-open, 1 closed

                BREAKER         STATE   HEALTH  FAILED  CALLS  AVERAGE  CALLS/S  PARKED  IN FLIGHT  NEXT PROBE  UPDATED
                payments/write  open      40.3    75 %     20  1200 ms      2.0      42          0      in 30s   1s ago
                mail            closed    99.4     0 %     20   100 ms      2.0       0          0           -   1s ago
                """);
    }

    @Test
    void noBreakersAreSaidInALine() {
        view.list(board());

        assertThat(out.toString()).isEqualToNormalizingNewlines("0 breakers: 0 open, 0 half-open, 0 closed\n");
    }

    @Test
    void detailsNameEachValuesOriginAndTheLastChangeFirst() {
        view.details(ailing().changed(Kind.HALF_OPEN, Cause.OPEN_INTERVAL_ELAPSED, NOW).status());

        assertThat(out.toString()).contains("last failure   2026-01-31T11:59:55Z 503: the destination answered 503")
                .contains("parked         42, the oldest came 31s ago")
                .containsPattern("(?m)^open-interval +60s +destinations\\.payments\\.breaker$")
                .containsSubsequence("open -> half_open", "OPEN_INTERVAL_ELAPSED", "closed -> open", "FAILURE_RATE");
    }

    @Test
    void whatShadowModeLetThroughIsSaidWhereThereIsAny() {
        view.details(breaker("tried").totals(new Totals(40, 10, 30, 0, 0, 25)).status());
        view.details(breaker("usual").totals(new Totals(40, 10, 30, 0, 7, 0)).status());

        assertThat(out.toString())
                .contains("40 calls, 10 successes, 30 failures, 0 rejections, 25 more that shadow mode let through\n")
                .contains("40 calls, 10 successes, 30 failures, 7 rejections\n");
    }
}
