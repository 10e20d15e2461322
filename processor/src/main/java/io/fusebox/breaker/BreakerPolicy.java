package io.fusebox.breaker;

import io.fusebox.call.OutcomeList;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * When a breaker opens, how it probes, and what counts. An empty option is "off". All spans of time are at most 365 days, and those
 * that must be positive at least a millisecond: the breaker's times are whole milliseconds.
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
 * @see BreakerPreset for ready-made ones
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

    /** What counts against a destination unless a policy says otherwise; 429 only where it carries no {@code Retry-After}. */
    public static final OutcomeList DEFAULT_FAILURES = OutcomeList.of("connect", "tls", "dns", "reset", "timeout",
            "protocol", "408", "429", "5xx");
    /** The longest window by count. */
    public static final int MAX_WINDOW_SIZE = 10_000;

    /** @throws IllegalArgumentException naming the knob, its value and what is expected */
    public BreakerPolicy {
        failureThreshold.ifPresent(count -> Knob.atLeastOne("failure-threshold", count));
        Knob.notNegative("failure-threshold-span", failureThresholdSpan);
        failureRateThreshold.ifPresent(rate -> Knob.rate("failure-rate-threshold", rate));
        slowCallThreshold.ifPresent(span -> Knob.positive("slow-call-threshold", span));
        slowCallRateThreshold.ifPresent(rate -> Knob.rate("slow-call-rate-threshold", rate));
        Knob.expect(slowCallRateThreshold.isEmpty() || slowCallThreshold.isPresent(), "slow-call-rate-threshold",
                slowCallRateThreshold.orElse(0), "off where slow-call-threshold is off");
        Knob.expect(windowSize >= 0 && windowSize <= MAX_WINDOW_SIZE, "window.size", windowSize, "0 to 10000");
        Knob.notNegative("window.duration", windowDuration);
        Knob.expect(windowSize > 0 || windowDuration.isPositive(), "window.duration", Knob.show(windowDuration),
                "positive where window.size is 0");
        Knob.atLeastOne("minimum-calls", minimumCalls);
        Knob.expect(windowSize == 0 || minimumCalls <= windowSize, "minimum-calls", minimumCalls,
                "at most window.size, which is " + windowSize);
        Knob.positive("timeout", timeout);
        Knob.positive("open-interval", openInterval);
        Knob.expect(openIntervalMultiplier >= 1 && Double.isFinite(openIntervalMultiplier), "open-interval-multiplier",
                openIntervalMultiplier, "at least 1");
        Knob.positive("open-interval-max", openIntervalMax);
        Knob.expect(openIntervalMax.compareTo(openInterval) >= 0, "open-interval-max", Knob.show(openIntervalMax),
                "at least open-interval, which is " + Knob.show(openInterval));
        Knob.expect(openIntervalJitter >= 0 && openIntervalJitter <= 1, "open-interval-jitter", openIntervalJitter,
                "0 to 1");
        rampUp.ifPresent(span -> Knob.positive("ramp-up", span));
    }

    /** A copy to change. */
    public BreakerPolicyBuilder toBuilder() {
        return new BreakerPolicyBuilder(this);
    }

    /** Whether a call that took so long is slow; never, where there is no threshold. */
    boolean isSlow(Duration duration) {
        return slowCallThreshold.isPresent() && duration.compareTo(slowCallThreshold.get()) > 0;
    }

    boolean isShadow() {
        return mode == Mode.SHADOW;
    }

    boolean isDisabled() {
        return mode == Mode.DISABLED;
    }

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
            Optional<Duration> maxWait) {

        /** @throws IllegalArgumentException naming the knob, its value and what is expected */
        public HalfOpenPolicy {
            Knob.atLeastOne("half-open.max-concurrent", maxConcurrent);
            Knob.atLeastOne("half-open.successes-to-close", successesToClose);
            Knob.atLeastOne("half-open.failures-to-open", failuresToOpen);
            maxWait.ifPresent(span -> Knob.positive("half-open.max-wait", span));
        }
    }

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
