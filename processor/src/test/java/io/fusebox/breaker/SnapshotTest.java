package io.fusebox.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.BreakerPolicy.Mode;
import io.fusebox.breaker.BreakerState.Kind;
import io.fusebox.breaker.StateChange.Cause;
import io.fusebox.call.Operator;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The whole breaker survives a restart. */
class SnapshotTest {

    @Test
    void anOpenBreakerStaysOpenUntilItsTime() {
        Bench bench = Bench.with(Bench.classic().build()).opened().afterSeconds(20);

        bench.restarted().is(Kind.OPEN);

        assertThat(bench.openFor()).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void whatTimeBroughtMeanwhileIsApplied() {
        Bench bench = Bench.with(Bench.classic().build()).opened();
        BreakerSnapshot snapshot = bench.breaker.snapshot(bench.now);
        bench.now = bench.now.plusSeconds(3_600);

        bench.breaker = Breaker.restore(snapshot, bench.breaker.policy(), bench.random, bench.changes::add, bench.now);

        bench.is(Kind.HALF_OPEN);
        assertThat(bench.lastChange().sequence()).isEqualTo(2);
    }

    @Test
    void aSnapshotOfTheRestoredBreakerIsTheSame() {
        Bench bench = Bench.with(BreakerPreset.STANDARD.policy())
                .succeed(30)
                .ignore(3)
                .afterSeconds(2)
                .fail(9)
                .afterSeconds(3);
        BreakerSnapshot before = bench.breaker.snapshot(bench.now);

        bench.restarted();

        assertThat(bench.breaker.snapshot(bench.now)).isEqualTo(before);
    }

    @Test
    void failuresInARowGoOn() {
        Bench bench = Bench.with(Bench.standard().build()).fail(4).afterSeconds(1);

        bench.restarted().fail(1);

        bench.is(Kind.OPEN);
    }

    @Test
    void theBackoffGoesOn() {
        Bench bench = Bench.with(Bench.simple().build()).halfOpen().fail(1).is(Kind.OPEN);

        bench.restarted().waited().fail(1);

        assertThat(bench.lastChange().consecutiveOpens()).isEqualTo(3);
        assertThat(bench.openFor()).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void theVotesOfAHalfOpenRoundGoOn() {
        Bench bench = Bench.with(Bench.simple().halfOpen(1, 3, 2).build()).halfOpen().succeed(2).fail(1);

        bench.restarted().succeed(1);

        bench.is(Kind.CLOSED);
    }

    @Test
    void theSequenceGoesOnWithoutAGap() {
        Bench bench = Bench.with(Bench.simple().build());

        bench.opened().restarted().waited().restarted().succeed(2).restarted().fail(2);

        assertThat(bench.changes).extracting(StateChange::sequence).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void totalsLastFailureHistoryAndAvailabilityStay() {
        Bench bench = Bench.with(Bench.simple().openInterval(Duration.ofMinutes(6)).build()).opened();
        bench.breaker.countRejection();
        bench.waited().succeed(2);
        BreakerMetrics before = bench.breaker.metrics(bench.now);

        bench.restarted();

        assertThat(bench.breaker.metrics(bench.now)).isEqualTo(before);
        assertThat(before.availability()).isEqualTo(0.9);
        assertThat(before.totalRejections()).isEqualTo(1);
    }

    @Test
    void theTimeThatABreakerWasOpenWithoutAnOwnerCountsAsOpen() {
        Bench bench = Bench.with(Bench.simple().openInterval(Duration.ofMinutes(6)).build()).opened();
        BreakerSnapshot snapshot = bench.breaker.snapshot(bench.now);
        bench.now = bench.now.plus(Duration.ofMinutes(6));

        bench.breaker = Breaker.restore(snapshot, bench.breaker.policy(), bench.random, bench.changes::add, bench.now);

        assertThat(bench.breaker.metrics(bench.now).availability()).isEqualTo(0.9);
    }

    @Test
    void whatAnOperatorForcedStaysForced() {
        Bench bench = Bench.with(Bench.simple().build());
        bench.breaker.forceOpen(Operator.UNNAMED, bench.now);

        bench.restarted().afterSeconds(1_000_000);

        bench.is(Kind.FORCED_OPEN);
    }

    @Test
    void aBreakerMayBeRestoredUnderAnotherPolicy() {
        Bench bench = Bench.with(Bench.classic().failureThresholdOff().build()).fail(6);

        bench.restarted(Bench.standard().failureThreshold(7, Duration.ZERO).build());

        assertThat(bench.window().failed()).isEqualTo(6);
        bench.is(Kind.CLOSED).fail(1).is(Kind.OPEN);
    }

    @Test
    void aModeThatChangedMeanwhileIsFollowed() {
        Bench bench = Bench.with(Bench.simple().build()).opened();

        bench.restarted(Bench.simple().mode(Mode.DISABLED).build());

        bench.is(Kind.DISABLED);
        assertThat(bench.lastChange().cause()).isEqualTo(Cause.POLICY_CHANGED);
    }
}
