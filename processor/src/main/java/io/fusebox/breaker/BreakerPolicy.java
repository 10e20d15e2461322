package io.fusebox.breaker;

import io.fusebox.call.OutcomeList;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * When a breaker opens, how it probes, and what counts. An empty option is "off".
 *
 * @param failureThreshold consecutive counted failures that open it; at least 1
 * @param failureThresholdSpan which must span at least this long; zero: no matter how fast they come
 * @param failureRateThreshold failed / recorded over the window, above 0 up to 1, compared with {@code >=}
 * @param slowCallThreshold a call that took longer ({@code >}) is slow
 * @param slowCallRateThreshold slow / recorded over the window, above 0 up to 1, compared with {@code >=}
 * @param windowSize the last so many calls, 0 (by time alone) to 10,000
 * @param windowDuration none older than this; zero: by count alone; size and duration are not both zero
 * @param minimumCalls in the window before a rate is looked at; at least 1, never more than a window size that is not 0
 * @param timeout of one attempt, which is also the base of a probe's lease; positive
 * @param openInterval the first wait before probes; positive
 * @param openIntervalMultiplier per consecutive opening without recovery; at least 1
 * @param openIntervalMax the longest wait; at least the open interval
 * @param openIntervalJitter the share by which a wait varies, 0 to 1: the wait is multiplied by 1 ± jitter
 * @param failures outcomes that count against the destination
 * @param ignored outcomes that count for nothing; wins over {@code failures}
 */
public record BreakerPolicy(
        OptionalInt failureThreshold,
        Duration failureThresholdSpan,
        OptionalDouble failureRateThreshold,
        Optional<Duration> slowCallThreshold,
        OptionalDouble slowCallRateThreshold,
        int windowSize,
        Duration windowDuration,
        int minimumCalls,
        Duration timeout,
        Duration openInterval,
        double openIntervalMultiplier,
        Duration openIntervalMax,
        double openIntervalJitter,
        HalfOpenPolicy halfOpen,
        Optional<Duration> rampUp,
        Mode mode,
        OutcomeList failures,
        OutcomeList ignored) {

    /**
     * How an open breaker finds out that its destination is back.
     *
     * @param maxConcurrent probes in flight at once; at least 1
     * @param successesToClose at least 1
     * @param failuresToOpen at least 1
     * @param maxWait a half-open that gets no verdict in this time opens again
     */
    public record HalfOpenPolicy(
            int maxConcurrent,
            int successesToClose,
            int failuresToOpen,
            Optional<Duration> maxWait) {}

    /** Whether the breaker acts on what it finds. */
    public enum Mode {
        /** It refuses calls while it is open. */
        ENFORCING,
        /** It runs the whole machine and publishes its events, marked, but refuses nothing. */
        SHADOW,
        /** It counts totals, and never opens. */
        DISABLED
    }
}
