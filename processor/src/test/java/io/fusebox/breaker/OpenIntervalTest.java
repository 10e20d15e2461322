package io.fusebox.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.Admission.Refused;
import io.fusebox.breaker.BreakerState.Kind;
import io.fusebox.breaker.StateChange.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How long it stays open. */
class OpenIntervalTest {

    @Test
    void waitsTheOpenIntervalBeforeProbes() {
        Bench bench = Bench.with(Bench.classic().build()).opened();
        Instant until = Bench.START.plusSeconds(60);

        assertThat(bench.breaker.openUntil()).contains(until);
        assertThat(bench.lastChange().openUntil()).contains(until);
        assertThat(bench.breaker.tryAcquire(bench.now)).isInstanceOfSatisfying(Refused.class,
                refused -> assertThat(refused.retryAt()).contains(until));
        bench.after(Duration.ofMillis(59_999));
        assertThat(bench.admits()).isFalse();
        bench.after(Duration.ofMillis(1));
        assertThat(bench.admits()).isTrue();
    }

    @Test
    void goesHalfOpenWhenTimeIsObservedAndNotOnlyAtACall() {
        Bench bench = Bench.with(Bench.classic().build()).opened();
        assertThat(bench.breaker.nextWakeUp()).contains(Bench.START.plusSeconds(60));

        bench.afterSeconds(60);

        bench.is(Kind.HALF_OPEN);
        assertThat(bench.lastChange().cause()).isEqualTo(Cause.OPEN_INTERVAL_ELAPSED);
    }

    @Test
    void eachConsecutiveOpeningMultipliesTheWait() {
        Bench bench = Bench.with(Bench.standard().openIntervalGrowth(2, Duration.ofMinutes(2)).build());
        bench.afterSeconds(1).fail(4).afterSeconds(1).fail(1).is(Kind.OPEN);

        for (long seconds : new long[]{ 5, 10, 20, 40, 80, 120, 120 }) {
            assertThat(bench.openFor()).isEqualTo(Duration.ofSeconds(seconds));
            bench.waited().fail(2).is(Kind.OPEN);
        }
        assertThat(bench.lastChange().consecutiveOpens()).isEqualTo(8);
    }

    @Test
    void theMultiplierMayBeOne() {
        Bench bench = Bench.with(Bench.simple().openIntervalGrowth(1, Duration.ofMinutes(10)).build()).opened();

        bench.waited().fail(1).waited().fail(1);

        assertThat(bench.openFor()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void jitterVariesTheWaitByItsShare() {
        BreakerPolicy policy = BreakerPreset.STANDARD.policy();
        Random random = new Random(1);
        double sum = 0;
        for (int i = 0; i < 10_000; i++) {
            Duration wait = OpenInterval.jittered(policy, 1, random);
            assertThat(wait).isBetween(Duration.ofMillis(4_500), Duration.ofMillis(5_500));
            sum += wait.toMillis();
        }
        assertThat(sum / 10_000).isBetween(4_980.0, 5_020.0);
    }

    @Test
    void jitterNeverPassesTheMaximumAndStillSpreadsThere() {
        BreakerPolicy policy = BreakerPreset.STANDARD.policy();
        Random random = new Random(1);
        int atTheMaximum = 0;
        for (int i = 0; i < 10_000; i++) {
            Duration wait = OpenInterval.jittered(policy, 1_000_000, random);
            assertThat(wait).isBetween(Duration.ofSeconds(108), Duration.ofMinutes(2));
            atTheMaximum += wait.equals(Duration.ofMinutes(2)) ? 1 : 0;
        }
        assertThat(atTheMaximum).isLessThan(10);
    }

    @Test
    void withoutRampUpClosingIsTheRecovery() {
        Bench bench = Bench.with(Bench.simple().rampUpOff().build());
        bench.halfOpen().fail(1).waited().succeed(2).is(Kind.CLOSED);

        bench.fail(2).is(Kind.OPEN);

        assertThat(bench.lastChange().consecutiveOpens()).isEqualTo(1);
        assertThat(bench.openFor()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void anOpeningDuringRampUpContinuesTheBackoff() {
        Bench bench = Bench.with(Bench.simple().rampUp(Duration.ofSeconds(10)).build());
        bench.halfOpen().succeed(2).is(Kind.CLOSED);

        bench.after(Duration.ofMillis(9_999)).fail(2).is(Kind.OPEN);

        assertThat(bench.lastChange().consecutiveOpens()).isEqualTo(2);
        assertThat(bench.openFor()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void theEndOfTheRampUpIsTheRecovery() {
        Bench bench = Bench.with(Bench.simple().rampUp(Duration.ofSeconds(10)).build());
        bench.halfOpen().succeed(2).is(Kind.CLOSED);

        bench.afterSeconds(10).fail(2).is(Kind.OPEN);

        assertThat(bench.lastChange().consecutiveOpens()).isEqualTo(1);
    }
}
