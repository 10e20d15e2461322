package io.fusebox.breaker;

import java.time.Instant;
import java.util.List;

/**
 * A window to be kept.
 *
 * @param since when it began to count
 * @param until the time up to which it is current
 * @param slices oldest first
 */
public record WindowSnapshot(Instant since, Instant until, List<Slice> slices) {

    /**
     * One call of a window by count, with the ignored ones that followed it; or one bucket of a window by time.
     *
     * @param timed how many of the calls have a response time
     * @param micros the sum of those times
     */
    public record Slice(Instant start, long calls, long failed, long slow, long ignored, long timed, long micros) {}

    static WindowSnapshot empty(Instant now) {
        return new WindowSnapshot(now, now, List.of());
    }
}
