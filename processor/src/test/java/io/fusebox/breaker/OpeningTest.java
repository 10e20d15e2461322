package io.fusebox.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.BreakerState.Kind;
import io.fusebox.breaker.StateChange.Cause;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What opens a closed breaker. */
class OpeningTest {
    private static final Duration SLOW = Duration.ofMillis(2_001);
    private static final Duration AT_THE_LIMIT = Duration.ofSeconds(2);

    @Test
    void opensAfterFiveConsecutiveFailures() {
        Bench bench = Bench.with(Bench.classic().build());

        bench.fail(4).is(Kind.CLOSED).fail(1);

        bench.is(Kind.OPEN);
        assertThat(bench.lastChange().cause()).isEqualTo(Cause.CONSECUTIVE_FAILURES);
        assertThat(bench.admits()).isFalse();
    }

    @Test
    void aSuccessResetsTheConsecutiveCount() {
        Bench bench = Bench.with(Bench.classic().failureRateThresholdOff().build());

        bench.fail(4).succeed(1).fail(4);

        bench.is(Kind.CLOSED).fail(1).is(Kind.OPEN);
    }

    @Test
    void consecutiveFailuresCanBeOff() {
        Bench bench = Bench.with(Bench.classic().failureThresholdOff().failureRateThresholdOff().build());

        bench.fail(1_000);

        bench.is(Kind.CLOSED);
    }

    @Test
    void oneDroppedConnectionWithManyCallsOnItDoesNotOpenIt() {
        Bench bench = Bench.with(Bench.standard().failureRateThresholdOff().build());

        bench.fail(64);

        bench.is(Kind.CLOSED);
    }

    @Test
    void failuresThatSpanTheThresholdsSpanOpenIt() {
        Bench bench = Bench.with(Bench.standard().failureRateThresholdOff().build());

        bench.fail(64).after(Duration.ofMillis(999)).fail(1).is(Kind.CLOSED).after(Duration.ofMillis(1)).fail(1);

        bench.is(Kind.OPEN);
    }

    @Test
    void theSpanIsCountedFromTheFirstFailureInARow() {
        Bench bench = Bench.with(Bench.standard().failureRateThresholdOff().build());

        bench.fail(1).after(Duration.ofMillis(900)).succeed(1).fail(5).after(Duration.ofMillis(900)).fail(1);

        bench.is(Kind.CLOSED);
    }

    @Test
    void opensWhereTheFailureRateReachesTheThreshold() {
        Bench bench = Bench.with(Bench.classic().failureThresholdOff().build());

        bench.fail(1).succeed(1).fail(1).succeed(1).fail(1).succeed(1).fail(1).succeed(1).succeed(1).is(Kind.CLOSED);
        bench.fail(1);

        bench.is(Kind.OPEN);
        assertThat(bench.lastChange().cause()).isEqualTo(Cause.FAILURE_RATE);
        assertThat(bench.lastChange().window().failureRate()).isEqualTo(0.5);
    }

    @Test
    void staysClosedJustUnderTheFailureRate() {
        Bench bench = Bench.with(Bench.classic().failureThresholdOff().build());

        for (int i = 0; i < 100; i++) {
            bench.fail(4).succeed(6);
        }

        bench.is(Kind.CLOSED);
    }

    @Test
    void aSuccessMayBeTheCallThatCompletesTheEvidence() {
        Bench bench = Bench.with(Bench.classic().failureThreshold(100, Duration.ZERO).build());

        bench.fail(9).is(Kind.CLOSED).succeed(1);

        bench.is(Kind.OPEN);
    }

    @Test
    void aRateThatIsNoBinaryFractionIsReachedExactly() {
        Bench bench = Bench.with(Bench.classic()
                .failureThresholdOff()
                .failureRateThreshold(0.07)
                .window(100, Duration.ZERO)
                .minimumCalls(100)
                .build());

        bench.fail(7).succeed(92).is(Kind.CLOSED).succeed(1);

        bench.is(Kind.OPEN);
    }

    @Test
    void theFailureRateCanBeOff() {
        Bench bench = Bench.with(Bench.classic().failureRateThresholdOff().build());

        for (int i = 0; i < 100; i++) {
            bench.fail(4).succeed(1);
        }

        bench.is(Kind.CLOSED);
    }

    @Test
    void noRateIsLookedAtBeforeMinimumCalls() {
        Bench bench = Bench.with(Bench.standard().failureThresholdOff().build());

        bench.fail(19).is(Kind.CLOSED).fail(1);

        bench.is(Kind.OPEN);
    }

    @Test
    void opensWhereTheShareOfSlowCallsReachesTheThreshold() {
        Bench bench = Bench.with(Bench.classic().slowCalls(AT_THE_LIMIT, 0.5).build());

        bench.succeed(5);
        for (int i = 0; i < 5; i++) {
            bench.is(Kind.CLOSED).call(Bench.OK, SLOW);
        }

        bench.is(Kind.OPEN);
        assertThat(bench.lastChange().cause()).isEqualTo(Cause.SLOW_CALL_RATE);
        assertThat(bench.lastChange().window().slowRate()).isEqualTo(0.5);
        assertThat(bench.lastChange().window().failed()).isZero();
    }

    @Test
    void aCallAtTheThresholdIsNotSlow() {
        Bench bench = Bench.with(Bench.classic().slowCalls(AT_THE_LIMIT, 0.5).build());

        for (int i = 0; i < 20; i++) {
            bench.call(Bench.OK, AT_THE_LIMIT);
        }

        bench.is(Kind.CLOSED);
        assertThat(bench.window().slow()).isZero();
    }

    @Test
    void aSlowFailureCountsInBoth() {
        Bench bench = Bench.with(Bench.classic().slowCalls(AT_THE_LIMIT, 0.9).build());

        bench.call(Bench.ERROR, SLOW).succeed(3);

        assertThat(bench.window().failed()).isEqualTo(1);
        assertThat(bench.window().slow()).isEqualTo(1);
        assertThat(bench.window().calls()).isEqualTo(4);
    }

    @Test
    void slowCallsAreOffByDefault() {
        Bench bench = Bench.with(Bench.standard().build());

        for (int i = 0; i < 100; i++) {
            bench.call(Bench.OK, Duration.ofMinutes(1));
        }

        bench.is(Kind.CLOSED);
    }

    @Test
    void consecutiveAndRateTripInOneBreaker() {
        Bench byCount = Bench.with(Bench.classic().build());
        Bench byRate = Bench.with(Bench.classic().build());

        byCount.succeed(5).fail(5);
        for (int i = 0; i < 5; i++) {
            byRate.fail(1).succeed(1);
        }

        assertThat(byCount.lastChange().cause()).isEqualTo(Cause.CONSECUTIVE_FAILURES);
        assertThat(byRate.lastChange().cause()).isEqualTo(Cause.FAILURE_RATE);
    }
}
