package io.fusebox.differential;

import io.fusebox.breaker.BreakerPolicy;
import io.fusebox.breaker.BreakerPolicyBuilder;
import io.fusebox.breaker.BreakerPreset;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * A policy that both breakers can follow. What only Fusebox has (failures in a row, a window by count and age, jitter, ramp-up, shadow
 * mode) is off.
 *
 * @param byTime whether the window is of so many seconds instead of so many calls
 * @param window calls, or seconds up to 20: so far a twentieth of the window is within one of Resilience4j's whole seconds
 * @param failurePermille failure rate that opens it, in thousandths
 * @param slowPermille slow call rate that opens it, in thousandths; empty: off
 * @param growth of the open interval, a whole number so that neither has to round
 * @param probes permits of a half-open
 */
record SharedPolicy(
        boolean byTime,
        int window,
        int minimumCalls,
        int failurePermille,
        OptionalInt slowPermille,
        Duration slowThreshold,
        Duration openInterval,
        int growth,
        Duration openIntervalMax,
        int probes,
        Duration maxWait,
        Duration timeout) {

    /** Beyond its timeout, until a probe's lease ends: as documented at the knob {@code timeout}. */
    private static final Duration LEASE_MARGIN = Duration.ofSeconds(5);
    private static final Duration NEVER_SLOW = Duration.ofDays(365);

    static SharedPolicy random(RandomGenerator random) {
        boolean byTime = random.nextInt(3) == 0;
        int window = 1 + random.nextInt(byTime ? 20 : 12);
        // By time both clocks tick in whole seconds: see Difference.TIME_BUCKETS.
        long unit = byTime ? 1_000 : 1;
        long interval = unit * (1 + random.nextInt(byTime ? 30 : 30_000));
        return new SharedPolicy(byTime, window, 1 + random.nextInt(byTime ? 8 : window),
                oneOf(random, 1, 100, 200, 333, 500, 500, 667, 750, 1_000, 1 + random.nextInt(1_000)),
                random.nextBoolean() ? OptionalInt.empty()
                        : OptionalInt.of(oneOf(random, 1, 250, 500, 1_000, 1 + random.nextInt(1_000))),
                Duration.ofMillis(1 + random.nextInt(2_000)), Duration.ofMillis(interval), 1 + random.nextInt(3),
                Duration.ofMillis(interval * (1 + random.nextInt(10))), 1 + random.nextInt(5),
                random.nextInt(3) == 0 ? Duration.ofMillis(unit * (1 + random.nextInt(30))) : Duration.ZERO,
                Duration.ofMillis(unit * (1 + random.nextInt(10))));
    }

    static int oneOf(RandomGenerator random, int... values) {
        return values[random.nextInt(values.length)];
    }

    BreakerPolicy ours() {
        BreakerPolicyBuilder builder = BreakerPreset.CLASSIC.policy()
                .toBuilder()
                .failureThresholdOff()
                .failureRateThreshold(failurePermille / 1_000.0)
                // A millisecond less: Resilience4j's window ends before the second that is as old as the window.
                .window(byTime ? 0 : window, byTime ? Duration.ofSeconds(window).minusMillis(1) : Duration.ZERO)
                .minimumCalls(minimumCalls)
                .timeout(timeout)
                .openInterval(openInterval)
                .openIntervalGrowth(growth, openIntervalMax)
                .openIntervalJitter(0)
                .halfOpen(probes, successesToClose(), failuresToOpen())
                .rampUpOff();
        slowPermille.ifPresent(permille -> builder.slowCalls(slowThreshold, permille / 1_000.0));
        return (maxWait.isZero() ? builder : builder.halfOpenMaxWait(maxWait)).build();
    }

    /** @param waits of the open interval, as {@link #waits()} but for what has to be made up for */
    CircuitBreakerConfig theirs(Clock clock, IntervalFunction waits) {
        return CircuitBreakerConfig.custom()
                .clock(clock)
                .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
                .slidingWindow(window, minimumCalls,
                        byTime ? SlidingWindowType.TIME_BASED : SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(failurePermille / 10f)
                .slowCallDurationThreshold(slowPermille.isPresent() ? slowThreshold : NEVER_SLOW)
                .slowCallRateThreshold(slowPermille.orElse(1_000) / 10f)
                .waitIntervalFunctionInOpenState(waits)
                .permittedNumberOfCallsInHalfOpenState(probes)
                .ignoreException(failure -> failure == Reported.IGNORED)
                .writableStackTraceEnabled(false)
                .build();
    }

    IntervalFunction waits() {
        return IntervalFunction.ofExponentialBackoff(openInterval, growth, openIntervalMax);
    }

    /** How many votes Resilience4j judges a half-open by. */
    int votes() {
        return Math.min(minimumCalls, probes);
    }

    /** The fewest failures among the votes that reach the failure rate. */
    int failuresToOpen() {
        return Math.ceilDiv(failurePermille * votes(), 1_000);
    }

    /** The fewest successes among the votes after which the failure rate is out of reach. */
    int successesToClose() {
        return votes() - failuresToOpen() + 1;
    }

    boolean isSlow(Duration duration) {
        return slowPermille.isPresent() && duration.compareTo(slowThreshold) > 0;
    }

    Duration lease() {
        return timeout.plus(LEASE_MARGIN);
    }
}
