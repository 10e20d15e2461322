package io.fusebox.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.BreakerState.Kind;
import io.fusebox.breaker.StateChange.Cause;
import io.fusebox.call.Operator;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OperatorTest {
    private final Bench bench = Bench.with(Bench.simple().build());

    @Test
    void resetClosesWithAnEmptyWindowAndTheShortestWait() {
        bench.halfOpen().fail(1).waited().fail(1).is(Kind.OPEN);

        bench.breaker.reset(Operator.UNNAMED, bench.now);

        bench.is(Kind.CLOSED);
        assertThat(bench.window()).isEqualTo(WindowCounts.NONE);
        assertThat(bench.lastChange().cause()).isEqualTo(Cause.OPERATOR);
        bench.fail(2);
        assertThat(bench.openFor()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void resetKeepsTheTotals() {
        bench.opened();
        Totals before = bench.totals();

        bench.breaker.reset(Operator.UNNAMED, bench.now);

        assertThat(bench.totals()).isEqualTo(before);
    }

    @Test
    void resetOfAClosedBreakerForgetsItsFailuresAndCallsUnderWay() {
        bench.fail(1);
        Permit early = bench.admit();

        bench.breaker.reset(Operator.UNNAMED, bench.now);
        bench.report(early, Bench.ERROR).fail(1);

        bench.is(Kind.CLOSED);
        assertThat(bench.changes).noneMatch(StateChange::isChange);
    }

    @Test
    void aCommandThatChangesNoBreakerFindsItAsTimeHasMadeIt() {
        bench.opened();
        bench.now = bench.breaker.nextWakeUp().orElseThrow();

        bench.breaker.acknowledge(Operator.UNNAMED, bench.now);

        bench.is(Kind.HALF_OPEN);
        assertThat(bench.lastChange().cause()).isEqualTo(Cause.OPERATOR);
        assertThat(bench.lastChange().isChange()).isFalse();
    }

    @Test
    void forcedOpenRefusesAllUntilReleased() {
        bench.breaker.forceOpen(Operator.UNNAMED, bench.now);

        bench.is(Kind.FORCED_OPEN).after(Duration.ofDays(10));

        assertThat(bench.admits()).isFalse();
        assertThat(bench.breaker.nextWakeUp()).isEmpty();
        assertThat(bench.breaker.openUntil()).isEmpty();
        assertThat(bench.lastChange().cause()).isEqualTo(Cause.OPERATOR);
    }

    @Test
    void whatWasForcedOpenIsProbedWhenReleased() {
        bench.breaker.forceOpen(Operator.UNNAMED, bench.now);

        bench.breaker.automatic(Operator.UNNAMED, bench.now);

        bench.is(Kind.HALF_OPEN).succeed(2).is(Kind.CLOSED);
    }

    @Test
    void forcedClosedAdmitsAndCountsAndNeverOpens() {
        bench.opened();

        bench.breaker.forceClosed(Operator.UNNAMED, bench.now);
        bench.fail(500);

        bench.is(Kind.FORCED_CLOSED);
        assertThat(bench.totals().failures()).isEqualTo(502);
        assertThat(bench.window().failed()).isEqualTo(10);
    }

    @Test
    void whatWasForcedClosedKeepsItsWindowWhenReleased() {
        bench.breaker.forceClosed(Operator.UNNAMED, bench.now);
        bench.fail(5);

        bench.breaker.automatic(Operator.UNNAMED, bench.now);
        bench.is(Kind.CLOSED).fail(1);

        bench.is(Kind.OPEN);
    }

    @Test
    void aResetEndsWhatWasForced() {
        bench.breaker.forceClosed(Operator.UNNAMED, bench.now);
        bench.fail(5);

        bench.breaker.reset(Operator.UNNAMED, bench.now);

        bench.is(Kind.CLOSED);
        assertThat(bench.window()).isEqualTo(WindowCounts.NONE);
        assertThat(bench.lastChange().window().failed()).isEqualTo(5);
    }

    @Test
    void everyCommandIsAnsweredWithAnEventThatNamesTheOperator() {
        Operator ann = new Operator(Optional.of("ann"), Optional.of("maintenance"), Optional.of("RESET"),
                Optional.empty());
        bench.breaker.automatic(ann, bench.now);
        bench.breaker.forceOpen(ann, bench.now);
        bench.breaker.forceOpen(ann, bench.now);
        bench.breaker.reset(ann, bench.now);
        bench.breaker.reset(ann, bench.now);

        assertThat(bench.changes).extracting(change -> change.from() + " to " + change.to())
                .containsExactly("CLOSED to CLOSED", "CLOSED to FORCED_OPEN", "FORCED_OPEN to FORCED_OPEN",
                        "FORCED_OPEN to CLOSED", "CLOSED to CLOSED");
        assertThat(bench.changes).allSatisfy(change -> {
            assertThat(change.operator()).contains(ann);
            assertThat(change.cause()).isEqualTo(Cause.OPERATOR);
            assertThat(change.isChange()).isEqualTo(change.from() != change.to());
        });
        assertThat(bench.changes).extracting(StateChange::sequence).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void aCommandThatChangesNothingLeavesCallsUnderWayTheirSay() {
        Permit early = bench.admit();

        bench.breaker.automatic(Operator.UNNAMED, bench.now);
        bench.report(early, Bench.ERROR);

        assertThat(bench.window().failed()).isEqualTo(1);
    }

    @Test
    void callsUnderWayWhenForcedCountInTheTotalsAlone() {
        Permit early = bench.admit();
        bench.breaker.forceOpen(Operator.UNNAMED, bench.now);

        bench.report(early, Bench.ERROR);

        assertThat(bench.totals().failures()).isEqualTo(1);
        assertThat(bench.window()).isEqualTo(WindowCounts.NONE);
    }
}
