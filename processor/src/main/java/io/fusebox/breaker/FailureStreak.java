package io.fusebox.breaker;

import java.time.Instant;

/**
 * Failures in a row.
 *
 * @param first when the first of them was told; of no meaning where there are none
 * @param last when the latest was
 */
public record FailureStreak(int failures, Instant first, Instant last) {
    static FailureStreak none(Instant now) {
        return new FailureStreak(0, now, now);
    }
}
