package io.fusebox.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Exponential backoff with full jitter: calls that failed together do not come back together. */
final class Backoff {
    private static final int MAX_SHIFT = 30;

    private Backoff() {}

    /**
     * A wait before the next attempt, uniform between zero and {@link #bound}.
     *
     * @param failures how many attempts have failed so far; at least 1
     */
    static Duration fullJitter(RetryPolicy policy, int failures, RandomGenerator random) {
        return Duration.ofMillis(random.nextLong(bound(policy, failures).toMillis() + 1));
    }

    /** {@code min(max, initial * 2^(failures - 1))}. */
    static Duration bound(RetryPolicy policy, int failures) {
        Duration grown = policy.initial().multipliedBy(1L << Math.min(failures - 1, MAX_SHIFT));
        return grown.compareTo(policy.max()) < 0 ? grown : policy.max();
    }
}
