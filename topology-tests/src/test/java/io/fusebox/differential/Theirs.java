package io.fusebox.differential;

import io.fusebox.breaker.BreakerState.Kind;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Resilience4j's breaker, and what it is told to make up for each {@link Difference}. All that it answers is its own. */
final class Theirs {
    private static final Duration A_MOMENT = Duration.ofMillis(1);
    private static final Duration QUICK = Duration.ZERO;

    private final SharedPolicy policy;
    private final VirtualClock clock;
    private final CircuitBreaker breaker;
    private final IntervalFunction waits;
    private final Set<Difference> met = EnumSet.noneOf(Difference.class);
    private int forced;
    private @Nullable Instant openUntil;
    private @Nullable Instant halfOpenUntil;
    private int successes;
    private int failures;

    Theirs(SharedPolicy policy, VirtualClock clock) {
        this.policy = policy;
        this.clock = clock;
        this.waits = policy.waits();
        this.breaker = CircuitBreaker.of("theirs", policy.theirs(clock, this::waitOf));
    }

    /** Its own interval. That an operator's forced-open counts as an attempt is made up for. */
    private long waitOf(int attempt) {
        long wait = waits.apply(attempt - forced);
        openUntil = clock.instant().plusMillis(wait);
        return wait;
    }

    Kind state() {
        return switch (breaker.getState()) {
            case CLOSED -> Kind.CLOSED;
            case OPEN -> Kind.OPEN;
            case HALF_OPEN -> Kind.HALF_OPEN;
            case FORCED_OPEN -> Kind.FORCED_OPEN;
            case DISABLED -> Kind.DISABLED;
            case METRICS_ONLY -> throw new AssertionError("nobody has asked for metrics only");
        };
    }

    Duel.Held window() {
        CircuitBreaker.Metrics window = breaker.getMetrics();
        return new Duel.Held(window.getNumberOfBufferedCalls(), window.getNumberOfFailedCalls(),
                policy.slowPermille().isPresent() ? window.getNumberOfSlowCalls() : 0);
    }

    /** Which differences have been made up for so far. */
    Set<Difference> met() {
        return met;
    }

    boolean ask() {
        return breaker.tryAcquirePermission();
    }

    /** When time will bring something. */
    Optional<Instant> nextWakeUp() {
        return switch (state()) {
            case OPEN -> Optional.ofNullable(openUntil);
            case HALF_OPEN -> Optional.ofNullable(halfOpenUntil);
            case CLOSED, FORCED_OPEN, DISABLED, FORCED_CLOSED -> Optional.empty();
        };
    }

    /**
     * Time has passed. An open interval is ended by a call a millisecond later, which gives its permit back: whether it ends is up to
     * Resilience4j. Its longest wait in half-open would be a timer by the wall clock, so that one is ended for it.
     */
    void observe() {
        switch (state()) {
            case OPEN -> {
                Instant now = clock.instant();
                clock.advance(A_MOMENT);
                if (breaker.tryAcquirePermission()) {
                    breaker.releasePermission();
                }
                clock.set(now);
                if (state() == Kind.HALF_OPEN) {
                    met.add(Difference.OPEN_DEADLINE);
                    beginRound();
                }
            }
            case HALF_OPEN -> {
                if (halfOpenUntil != null && !clock.instant().isBefore(halfOpenUntil)) {
                    met.add(Difference.WALL_CLOCK_TIMERS);
                    breaker.transitionToOpenState();
                }
            }
            case CLOSED, FORCED_OPEN, DISABLED, FORCED_CLOSED -> {
            }
        }
    }

    private void beginRound() {
        successes = 0;
        failures = 0;
        halfOpenUntil = policy.maxWait().isZero() ? null : clock.instant().plus(policy.maxWait());
    }

    void endLease() {
        met.add(Difference.PROBE_LEASES);
        breaker.releasePermission();
    }

    void giveBack(boolean leaseEnded) {
        if (!leaseEnded) {
            breaker.releasePermission();
        }
    }

    /** A call of the present state is over. @param leaseEnded whether its permit was given back before */
    void end(Reported how, Duration duration, boolean leaseEnded) {
        if (state() != Kind.HALF_OPEN) {
            how.tell(breaker, duration);
        } else if (how != Reported.IGNORED_OUTCOME) {
            vote(how, duration, leaseEnded);
        } else if (!leaseEnded) {
            how.tell(breaker, duration);
        }
        forced = state() == Kind.CLOSED ? 0 : forced;
    }

    private void vote(Reported how, Duration duration, boolean leaseEnded) {
        boolean tooSlow = policy.isSlow(duration) && policy.votes() > 1;
        if (tooSlow) {
            met.add(Difference.SLOW_PROBES);
        }
        Reported vote = tooSlow ? Reported.FAILURE : how;
        vote.tell(breaker, tooSlow ? QUICK : duration);
        if (state() != Kind.HALF_OPEN) {
            return;
        }
        successes += vote == Reported.SUCCESS ? 1 : 0;
        failures += vote == Reported.FAILURE ? 1 : 0;
        if (successes >= policy.successesToClose() || failures >= policy.failuresToOpen()) {
            met.add(Difference.EARLY_VERDICT);
            for (int votes = successes + failures; votes < policy.votes(); votes++) {
                vote.tell(breaker, QUICK);
            }
        } else if (!leaseEnded) {
            met.add(Difference.PROBES_AT_ONCE);
            breaker.releasePermission();
        }
    }

    void withhold() {
        met.add(Difference.LATE_OUTCOMES);
    }

    void reset() {
        breaker.transitionToClosedState();
        forced = 0;
    }

    void forceOpen() {
        if (state() != Kind.FORCED_OPEN) {
            breaker.transitionToForcedOpenState();
            met.add(Difference.FORCED_OPEN_WAITS);
            forced++;
        }
    }

    void release() {
        if (state() == Kind.FORCED_OPEN) {
            breaker.transitionToHalfOpenState();
            beginRound();
        }
    }
}
