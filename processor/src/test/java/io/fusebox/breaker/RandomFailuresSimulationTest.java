package io.fusebox.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.Admission.Admitted;
import io.fusebox.breaker.BreakerState.Kind;
import io.fusebox.call.BreakerName;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * An hour of 1,000 calls a second, of which every tenth fails by chance and each takes 20 ms: a destination that an operator would not
 * want to have cut off. The seed is fixed.
 */
class RandomFailuresSimulationTest {
    private static final long SEED = 42;
    private static final int MILLIS = 3_600_000;
    private static final int CALL_MILLIS = 20;

    @Test
    void classicIsOpenMostOfTheTimeAtTenPercentRandomFailures() {
        assertThat(shareOpen(BreakerPreset.CLASSIC.policy())).isGreaterThan(0.95);
    }

    @Test
    void standardStaysClosedAtTenPercentRandomFailures() {
        assertThat(shareOpen(BreakerPreset.STANDARD.policy())).isZero();
    }

    @Test
    void highVolumeStaysClosedAtTenPercentRandomFailures() {
        assertThat(shareOpen(BreakerPreset.HIGH_VOLUME.policy())).isZero();
    }

    /** One call starts and one ends in every millisecond. */
    private static double shareOpen(BreakerPolicy policy) {
        Random chance = new Random(SEED);
        Breaker breaker = new Breaker(BreakerName.of("busy"), policy, new Random(SEED), _ -> {}, Bench.START);
        Admission[] underWay = new Admission[CALL_MILLIS];
        int openMillis = 0;
        for (int millis = 0; millis < MILLIS; millis++) {
            Instant now = Bench.START.plusMillis(millis);
            int slot = millis % CALL_MILLIS;
            if (underWay[slot] instanceof Admitted(Permit permit)) {
                breaker.record(permit, chance.nextDouble() < 0.1 ? Bench.ERROR : Bench.OK,
                        Duration.ofMillis(CALL_MILLIS), now);
            }
            underWay[slot] = breaker.tryAcquire(now);
            openMillis += breaker.state().kind() == Kind.OPEN ? 1 : 0;
        }
        return (double) openMillis / MILLIS;
    }
}
