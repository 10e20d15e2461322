package io.fusebox.demo;

import static io.fusebox.board.BreakerStatuses.breaker;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.board.BreakerStatuses;
import io.fusebox.breaker.BreakerState.Kind;
import io.fusebox.breaker.StateChange.Cause;
import io.fusebox.call.ResultStatus;
import io.fusebox.demo.DemoSummary.Guests;
import io.fusebox.demo.DemoSummary.Row;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoTallyTest {
    private final DemoTally tally = new DemoTally("demo-1-", "light-1-");

    @Test
    void aCallWithOneResultIsNeitherLostNorDoubled() {
        request("demo-1-a", "payments");
        end("demo-1-a", "payments", ResultStatus.SUCCEEDED, 3);

        assertThat(row("payments")).isEqualTo(new Row("payments", 1, Map.of(ResultStatus.SUCCEEDED, 1), 0, 0, 3, 0, 0));
        assertThat(tally.summary().isSound()).isTrue();
    }

    @Test
    void aCallWithoutAResultIsLost() {
        request("demo-1-a", "payments");
        request("demo-1-b", "payments");
        end("demo-1-b", "payments", ResultStatus.FAILED, 1);

        assertThat(row("payments").lost()).isOne();
        assertThat(tally.summary().isSound()).isFalse();
    }

    @Test
    void aSecondResultOfTheSameCallIsDoubledAndHidesNoLostOne() {
        request("demo-1-a", "email");
        request("demo-1-b", "email");
        end("demo-1-a", "email", ResultStatus.SUCCEEDED, 1);
        end("demo-1-a", "email", ResultStatus.EXPIRED, 1);

        assertThat(row("email").doubled()).isOne();
        assertThat(row("email").lost()).isOne();
        assertThat(row("email").results()).isEqualTo(Map.of(ResultStatus.SUCCEEDED, 1, ResultStatus.EXPIRED, 1));
        assertThat(tally.summary().isSound()).isFalse();
    }

    @Test
    void aResultMayBeSeenBeforeItsRequest() {
        end("demo-1-a", "payments", ResultStatus.SUCCEEDED, 1);
        request("demo-1-a", "payments");

        assertThat(row("payments").sent()).isOne();
        assertThat(row("payments").lost()).isZero();
        assertThat(tally.progress().open()).isZero();
    }

    @Test
    void aDeferredCallIsNotAtItsEnd() {
        request("demo-1-a", "email");
        end("demo-1-a", "email", ResultStatus.DEFERRED, 0);

        assertThat(row("email").lost()).isOne();
        assertThat(row("email").results()).isEmpty();
    }

    @Test
    void guestsAreCountedApart() {
        request("my-call", "payments");
        request("my-call-2", "payments");
        tally.accept(new Sighting.Unreadable());
        end("my-call", "payments", ResultStatus.SUCCEEDED, 1);

        assertThat(tally.summary().guests()).isEqualTo(new Guests(2, 1, Map.of(ResultStatus.SUCCEEDED, 1)));
        assertThat(tally.summary().sent()).isZero();
        assertThat(tally.summary().isSound()).isTrue();
    }

    @Test
    void theLightLoadIsNeitherOwnNorAGuest() {
        request("light-1-a", "payments");
        end("light-1-a", "payments", ResultStatus.SUCCEEDED, 1);

        assertThat(tally.summary().sent()).isZero();
        assertThat(tally.summary().guests().isEmpty()).isTrue();
        assertThat(tally.lightResults()).isOne();
    }

    @Test
    void thePeakIsTheMostThatWaitedForAllBreakersOfADestination() {
        show(breaker("email").parked(5));
        show(breaker("email/bulk").parked(7));
        show(breaker("email").parked(1));

        assertThat(row("email").parkedPeak()).isEqualTo(12);
    }

    @Test
    void breakerChangesAreCounted() {
        breaker("email").changed(Kind.OPEN, Cause.CONSECUTIVE_FAILURES, BreakerStatuses.NOW)
                .changed(Kind.HALF_OPEN, Cause.OPEN_INTERVAL_ELAPSED, BreakerStatuses.NOW)
                .status()
                .stateChanges()
                .forEach(change -> tally.accept(new Sighting.Changed(change)));

        assertThat(row("email").breakerChanges()).isEqualTo(2);
        assertThat(row("payments").breakerChanges()).isZero();
    }

    private void request(String id, String destination) {
        tally.accept(new Sighting.Requested(id, destination));
    }

    private void end(String id, String destination, ResultStatus status, int attempts) {
        tally.accept(new Sighting.Ended(id, destination, status, attempts));
    }

    private void show(BreakerStatuses status) {
        tally.accept(new Sighting.Shown(status.status()));
    }

    private Row row(String destination) {
        return tally.summary()
                .rows()
                .stream()
                .filter(row -> row.destination().equals(destination))
                .findFirst()
                .orElseThrow();
    }
}
