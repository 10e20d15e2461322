package io.fusebox.differential;

import static io.fusebox.differential.Difference.BACKWARD_CLOCK;
import static io.fusebox.differential.Difference.EARLY_VERDICT;
import static io.fusebox.differential.Difference.FORCED_OPEN_WAITS;
import static io.fusebox.differential.Difference.LATE_OUTCOMES;
import static io.fusebox.differential.Difference.OPEN_DEADLINE;
import static io.fusebox.differential.Difference.PROBES_AT_ONCE;
import static io.fusebox.differential.Difference.PROBE_LEASES;
import static io.fusebox.differential.Difference.SLOW_PROBES;
import static io.fusebox.differential.Difference.TIME_BUCKETS;
import static io.fusebox.differential.Difference.WALL_CLOCK_TIMERS;
import static io.fusebox.differential.Reported.FAILURE;
import static io.fusebox.differential.Reported.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.BreakerState.Kind;
import io.fusebox.breaker.Permit;
import io.fusebox.call.Operator;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each difference is there, and ours is the better way. */
class DifferenceTest {

    @Test
    @Shows(LATE_OUTCOMES)
    void callsFromBeforeTheOutageDoNotFailTheProbing() {
        Pair pair = new Pair();
        Permit[] old = Stream.generate(pair::admit).limit(3).toArray(Permit[]::new);
        pair.halfOpened();

        // Calls of before the outage time out at last, and nobody has probed yet.
        for (Permit permit : old) {
            pair.end(permit, FAILURE);
        }

        assertThat(pair.there()).isEqualTo(State.OPEN);
        assertThat(pair.here()).isEqualTo(Kind.HALF_OPEN);
        assertThat(pair.admits()).isTrue();
    }

    @Test
    @Shows(PROBE_LEASES)
    void probesThatNeverReportDoNotRefuseCallsForGood() {
        Pair pair = new Pair().halfOpened();
        for (int i = 0; i < 3; i++) {
            pair.admit();
            pair.theirs.acquirePermission();
        }

        pair.after(Duration.ofDays(7));

        assertThat(pair.theirs.tryAcquirePermission()).isFalse();
        assertThat(pair.admits()).isTrue();
    }

    @Test
    @Shows(PROBES_AT_ONCE)
    void aProbeThatEndsMakesRoomForTheNext() {
        Pair pair = new Pair().halfOpened();
        pair.theirs.acquirePermission();
        pair.theirs.acquirePermission();
        pair.admit();
        pair.admit();

        // Two probes hang; the third has a verdict, and one more good one would close it.
        pair.call(SUCCESS);

        assertThat(pair.theirs.tryAcquirePermission()).isFalse();
        assertThat(pair.admits()).isTrue();
        pair.end(pair.admit(), SUCCESS);
        assertThat(pair.here()).isEqualTo(Kind.CLOSED);
    }

    @Test
    @Shows(EARLY_VERDICT)
    void noProbeIsSpentOnAVerdictThatIsCertain() {
        Pair pair = new Pair().halfOpened();

        // Two of three have failed: whatever the third does, more than half have.
        pair.call(FAILURE).call(FAILURE);

        assertThat(pair.there()).isEqualTo(State.HALF_OPEN);
        assertThat(pair.theirs.tryAcquirePermission()).isTrue();
        assertThat(pair.here()).isEqualTo(Kind.OPEN);
    }

    @Test
    @Shows(SLOW_PROBES)
    void aDestinationOfWhichNoProbeWasWellIsNotBack() {
        Duration slow = Duration.ofSeconds(1);
        Pair pair = new Pair(ours -> ours.slowCalls(slow, 0.75),
                theirs -> theirs.slowCallDurationThreshold(slow).slowCallRateThreshold(75).failureRateThreshold(50))
                .halfOpened();

        // One failed, and the others were slow: 33% are under 50, and 67% under 75.
        pair.call(FAILURE).call(SUCCESS, slow.multipliedBy(2));
        pair.theirs.acquirePermission();
        SUCCESS.tell(pair.theirs, slow.multipliedBy(2));

        assertThat(pair.there()).isEqualTo(State.CLOSED);
        assertThat(pair.here()).isEqualTo(Kind.OPEN);
    }

    @Test
    @Shows(OPEN_DEADLINE)
    void probingBeginsWhenItWasSaidToAndNeedsNoCall() {
        Pair pair = new Pair().opened();

        pair.after(Pair.OPEN);

        assertThat(pair.theirs.tryAcquirePermission()).isFalse();
        assertThat(pair.there()).isEqualTo(State.OPEN);
        assertThat(pair.here()).isEqualTo(Kind.HALF_OPEN);
        assertThat(pair.admits()).isTrue();
    }

    @Test
    @Shows(WALL_CLOCK_TIMERS)
    void theTimeThatItIsGivenIsTheOnlyTime() {
        Pair pair = new Pair(ours -> ours, theirs -> theirs.automaticTransitionFromOpenToHalfOpenEnabled(true))
                .opened();

        pair.after(Duration.ofHours(2));

        assertThat(pair.there()).isEqualTo(State.OPEN);
        assertThat(pair.here()).isEqualTo(Kind.HALF_OPEN);
    }

    @Test
    @Shows(TIME_BUCKETS)
    void aWindowOfASecondHoldsACallForAllOfIt() {
        Pair pair = new Pair(ours -> ours.window(0, Duration.ofSeconds(1)),
                theirs -> theirs.slidingWindow(1, 2, SlidingWindowType.TIME_BASED));
        pair.after(Duration.ofMillis(999));

        // Two failures within 2 ms, about the full second.
        pair.call(FAILURE).after(Duration.ofMillis(2)).call(FAILURE);

        assertThat(pair.there()).isEqualTo(State.CLOSED);
        assertThat(pair.theirs.getMetrics().getNumberOfBufferedCalls()).isOne();
        assertThat(pair.here()).isEqualTo(Kind.OPEN);
    }

    @Test
    @Shows(BACKWARD_CLOCK)
    void aClockThatIsSetBackDoesNotLengthenTheWait() {
        Pair pair = new Pair().opened();

        pair.after(Duration.ofHours(-1)).after(Pair.OPEN.plusMillis(1));

        assertThat(pair.theirs.tryAcquirePermission()).isFalse();
        assertThat(pair.here()).isEqualTo(Kind.HALF_OPEN);
    }

    @Test
    @Shows(FORCED_OPEN_WAITS)
    void anOperatorsForcedOpenDoesNotLengthenTheNextWait() {
        Pair pair = new Pair();
        pair.ours.forceOpen(Operator.UNNAMED, pair.clock.instant());
        pair.theirs.transitionToForcedOpenState();
        pair.ours.automatic(Operator.UNNAMED, pair.clock.instant());
        pair.theirs.transitionToHalfOpenState();

        // The first outage that it ever has.
        pair.call(FAILURE).call(FAILURE);
        pair.theirs.acquirePermission();
        FAILURE.tell(pair.theirs, Pair.QUICK);
        pair.after(Pair.OPEN.plusMillis(1));

        assertThat(pair.there()).isEqualTo(State.OPEN);
        assertThat(pair.theirs.tryAcquirePermission()).isFalse();
        assertThat(pair.here()).isEqualTo(Kind.HALF_OPEN);
    }
}
