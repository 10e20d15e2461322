package io.fusebox.breaker;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long an open breaker waits before it probes. */
final class OpenInterval {
    private OpenInterval() {}

    /** {@code open-interval · multiplier^(consecutiveOpens − 1)}, at most the maximum. */
    static Duration of(BreakerPolicy policy, int consecutiveOpens) {
        double millis = policy.openInterval().toMillis()
                * Math.pow(policy.openIntervalMultiplier(), consecutiveOpens - 1.0);
        double max = policy.openIntervalMax().toMillis();
        return Duration.ofMillis(Math.round(Math.min(millis, max)));
    }

    /**
     * The same times 1 ± jitter. What would pass the maximum is reflected at it, so that breakers which have reached it do not probe
     * in step.
     */
    static Duration jittered(BreakerPolicy policy, int consecutiveOpens, RandomGenerator random) {
        double base = of(policy, consecutiveOpens).toMillis();
        double max = policy.openIntervalMax().toMillis();
        double wait = base * (1 + policy.openIntervalJitter() * (2 * random.nextDouble() - 1));
        double reflected = wait > max ? 2 * max - wait : wait;
        return Duration.ofMillis(Math.max(1, Math.round(reflected)));
    }
}
