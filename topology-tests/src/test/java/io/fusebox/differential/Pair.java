package io.fusebox.differential;

import io.fusebox.breaker.Admission.Admitted;
import io.fusebox.breaker.Breaker;
import io.fusebox.breaker.BreakerPolicyBuilder;
import io.fusebox.breaker.BreakerPreset;
import io.fusebox.breaker.BreakerState.Kind;
import io.fusebox.breaker.Permit;
import io.fusebox.call.BreakerName;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Both breakers as they are, with nothing made up for. Open after two calls of which half fail, for a minute at first; three probes.
 */
final class Pair {
    static final Duration OPEN = Duration.ofMinutes(1);
    static final Duration QUICK = Duration.ofMillis(10);

    final VirtualClock clock = new VirtualClock();
    final Breaker ours;
    final CircuitBreaker theirs;

    Pair() {
        this(builder -> builder, builder -> builder);
    }

    Pair(UnaryOperator<BreakerPolicyBuilder> here, UnaryOperator<CircuitBreakerConfig.Builder> there) {
        BreakerPolicyBuilder policy = BreakerPreset.CLASSIC.policy()
                .toBuilder()
                .failureThresholdOff()
                .failureRateThreshold(0.5)
                .window(2, Duration.ZERO)
                .minimumCalls(2)
                .openInterval(OPEN)
                .openIntervalGrowth(2, OPEN.multipliedBy(8))
                .openIntervalJitter(0)
                .halfOpen(3, 2, 2);
        CircuitBreakerConfig.Builder config = CircuitBreakerConfig.custom()
                .clock(clock)
                .failureRateThreshold(50)
                .slidingWindowSize(2)
                .minimumNumberOfCalls(3)
                .waitIntervalFunctionInOpenState(IntervalFunction.ofExponentialBackoff(OPEN, 2))
                .permittedNumberOfCallsInHalfOpenState(3);
        ours = new Breaker(BreakerName.of("ours"), here.apply(policy).build(), new Random(0), _ -> {}, clock.instant());
        theirs = CircuitBreaker.of("theirs", there.apply(config).build());
    }

    /** Both make a call and are told at once how it ended. */
    Pair call(Reported how) {
        return call(how, QUICK);
    }

    Pair call(Reported how, Duration duration) {
        Permit permit = admit();
        theirs.acquirePermission();
        return end(permit, how, duration);
    }

    /** Ours only. */
    Permit admit() {
        if (ours.tryAcquire(clock.instant()) instanceof Admitted(Permit permit)) {
            return permit;
        }
        throw new AssertionError("refused while " + ours.state());
    }

    Pair end(Permit permit, Reported how) {
        return end(permit, how, QUICK);
    }

    Pair end(Permit permit, Reported how, Duration duration) {
        ours.record(permit, how.ours(), duration, clock.instant());
        how.tell(theirs, duration);
        return this;
    }

    Pair opened() {
        return call(Reported.FAILURE).call(Reported.FAILURE);
    }

    /** Both are in half-open, where no call has been made yet. */
    Pair halfOpened() {
        opened().after(OPEN.plusMillis(1));
        theirs.acquirePermission();
        theirs.releasePermission();
        return this;
    }

    Pair after(Duration time) {
        clock.advance(time);
        ours.observe(clock.instant());
        return this;
    }

    boolean admits() {
        return ours.wouldAdmit(clock.instant());
    }

    Kind here() {
        return ours.state().kind();
    }

    State there() {
        return theirs.getState();
    }
}
