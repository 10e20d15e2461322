package io.fusebox.config;

import static io.fusebox.config.ValueTypes.decimal;
import static io.fusebox.config.ValueTypes.duration;
import static io.fusebox.config.ValueTypes.integer;
import static io.fusebox.config.ValueTypes.oneOf;
import static io.fusebox.config.ValueTypes.outcomes;

import io.fusebox.breaker.BreakerPolicy;
import io.fusebox.breaker.BreakerPolicy.HalfOpenPolicy;
import io.fusebox.breaker.BreakerPolicy.Mode;
import io.fusebox.breaker.PolicyValue;
import io.fusebox.call.OutcomeList;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/** The knobs of a breaker by their configuration keys: how each is written, and where it stands in a policy. */
final class BreakerKnobs {
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration YEAR = Duration.ofDays(365);
    private static final int MANY = 1_000_000;

    /** @param of what a policy has there */
    record Knob<T>(String key, ValueType<T> type, Function<BreakerPolicy, T> of) {
        String written(BreakerPolicy policy) {
            return type.write().apply(of.apply(policy));
        }

        T in(Map<String, PolicyValue> knobs) {
            return Optional.ofNullable(knobs.get(key))
                    .flatMap(described -> type.read().apply(described.value()))
                    .orElseThrow(() -> new IllegalStateException("no value for " + key + " in " + knobs));
        }
    }

    static final Knob<Optional<Integer>> FAILURE_THRESHOLD = new Knob<>("failure-threshold", integer(1, MANY).orOff(),
            policy -> boxed(policy.failureThreshold()));
    static final Knob<Duration> FAILURE_THRESHOLD_SPAN = new Knob<>("failure-threshold-span",
            duration(Duration.ZERO, YEAR), BreakerPolicy::failureThresholdSpan);
    static final Knob<Optional<Double>> FAILURE_RATE_THRESHOLD = new Knob<>("failure-rate-threshold", share().orOff(),
            policy -> boxed(policy.failureRateThreshold()));
    static final Knob<Optional<Duration>> SLOW_CALL_THRESHOLD = new Knob<>("slow-call-threshold", span().orOff(),
            BreakerPolicy::slowCallThreshold);
    static final Knob<Optional<Double>> SLOW_CALL_RATE_THRESHOLD = new Knob<>("slow-call-rate-threshold",
            share().orOff(), policy -> boxed(policy.slowCallRateThreshold()));
    static final Knob<Integer> WINDOW_SIZE = new Knob<>("window.size", integer(0, BreakerPolicy.MAX_WINDOW_SIZE),
            BreakerPolicy::windowSize);
    static final Knob<Duration> WINDOW_DURATION = new Knob<>("window.duration", duration(Duration.ZERO, YEAR),
            BreakerPolicy::windowDuration);
    static final Knob<Integer> MINIMUM_CALLS = new Knob<>("minimum-calls", integer(1, MANY),
            BreakerPolicy::minimumCalls);
    static final Knob<Duration> TIMEOUT = new Knob<>("timeout", span(), BreakerPolicy::timeout);
    static final Knob<Duration> OPEN_INTERVAL = new Knob<>("open-interval", span(), BreakerPolicy::openInterval);
    static final Knob<Double> OPEN_INTERVAL_MULTIPLIER = new Knob<>("open-interval-multiplier",
            decimal("a number from 1 to 100", "2.0", it -> it >= 1 && it <= 100),
            BreakerPolicy::openIntervalMultiplier);
    static final Knob<Duration> OPEN_INTERVAL_MAX = new Knob<>("open-interval-max", span(),
            BreakerPolicy::openIntervalMax);
    static final Knob<Double> OPEN_INTERVAL_JITTER = new Knob<>("open-interval-jitter",
            decimal("a number from 0 to 1", "0.1", it -> it <= 1), BreakerPolicy::openIntervalJitter);
    static final Knob<Integer> MAX_CONCURRENT = new Knob<>("half-open.max-concurrent", integer(1, MANY),
            policy -> policy.halfOpen().maxConcurrent());
    static final Knob<Integer> SUCCESSES_TO_CLOSE = new Knob<>("half-open.successes-to-close", integer(1, MANY),
            policy -> policy.halfOpen().successesToClose());
    static final Knob<Integer> FAILURES_TO_OPEN = new Knob<>("half-open.failures-to-open", integer(1, MANY),
            policy -> policy.halfOpen().failuresToOpen());
    static final Knob<Optional<Duration>> MAX_WAIT = new Knob<>("half-open.max-wait", span().orOff(),
            policy -> policy.halfOpen().maxWait());
    static final Knob<Optional<Duration>> RAMP_UP = new Knob<>("ramp-up", span().orOff(), BreakerPolicy::rampUp);
    static final Knob<Mode> MODE = new Knob<>("mode", oneOf(Mode.class, ValueTypes::lowerCase), BreakerPolicy::mode);
    static final Knob<OutcomeList> FAILURES = new Knob<>("failures", outcomes(), BreakerPolicy::failures);
    static final Knob<OutcomeList> IGNORED = new Knob<>("ignored", outcomes(), BreakerPolicy::ignored);

    /** In the order of the documentation. */
    static final List<Knob<?>> ALL = List.of(FAILURE_THRESHOLD, FAILURE_THRESHOLD_SPAN, FAILURE_RATE_THRESHOLD,
            SLOW_CALL_THRESHOLD, SLOW_CALL_RATE_THRESHOLD, WINDOW_SIZE, WINDOW_DURATION, MINIMUM_CALLS, TIMEOUT,
            OPEN_INTERVAL, OPEN_INTERVAL_MULTIPLIER, OPEN_INTERVAL_MAX, OPEN_INTERVAL_JITTER, MAX_CONCURRENT,
            SUCCESSES_TO_CLOSE, FAILURES_TO_OPEN, MAX_WAIT, RAMP_UP, MODE, FAILURES, IGNORED);

    private BreakerKnobs() {}

    private static ValueType<Duration> span() {
        return duration(MILLISECOND, YEAR);
    }

    private static ValueType<Double> share() {
        return decimal("a number above 0, up to 1", "0.5", it -> it > 0 && it <= 1);
    }

    /** @param knobs all of them, by key */
    static BreakerPolicy policy(Map<String, PolicyValue> knobs) {
        return new BreakerPolicy(FAILURE_THRESHOLD.in(knobs).map(OptionalInt::of).orElse(OptionalInt.empty()),
                FAILURE_THRESHOLD_SPAN.in(knobs),
                FAILURE_RATE_THRESHOLD.in(knobs).map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                SLOW_CALL_THRESHOLD.in(knobs),
                SLOW_CALL_RATE_THRESHOLD.in(knobs).map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                WINDOW_SIZE.in(knobs),
                WINDOW_DURATION.in(knobs),
                MINIMUM_CALLS.in(knobs),
                TIMEOUT.in(knobs),
                OPEN_INTERVAL.in(knobs),
                OPEN_INTERVAL_MULTIPLIER.in(knobs),
                OPEN_INTERVAL_MAX.in(knobs),
                OPEN_INTERVAL_JITTER.in(knobs),
                new HalfOpenPolicy(MAX_CONCURRENT.in(knobs), SUCCESSES_TO_CLOSE.in(knobs), FAILURES_TO_OPEN.in(knobs),
                        MAX_WAIT.in(knobs)),
                RAMP_UP.in(knobs),
                MODE.in(knobs),
                FAILURES.in(knobs),
                IGNORED.in(knobs));
    }

    private static Optional<Integer> boxed(OptionalInt value) {
        return value.isPresent() ? Optional.of(value.getAsInt()) : Optional.empty();
    }

    private static Optional<Double> boxed(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }
}
