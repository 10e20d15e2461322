package io.fusebox.breaker;

import io.fusebox.breaker.BreakerState.Closed;
import io.fusebox.breaker.BreakerState.Disabled;
import io.fusebox.breaker.BreakerState.ForcedClosed;
import io.fusebox.breaker.BreakerState.ForcedOpen;
import io.fusebox.breaker.BreakerState.HalfOpen;
import io.fusebox.breaker.BreakerState.Open;
import io.fusebox.breaker.StateChange.Cause;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Operator;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A breaker's state and all that moves it: time, operators, another policy, and {@link Breaker} with the outcomes of calls.
 * What it remembers beside the state is open to {@link Breaker}; the state changes here alone.
 */
final class Machine {
    /** Clocks of two machines, or of two readings, differ by this much without anybody having set them. */
    private static final Duration UNEVENNESS = Duration.ofSeconds(1);

    final BreakerName name;
    final Evidence evidence;
    final Tally tally;
    final Availability availability;
    final Journal journal;
    final Probes probes = new Probes();
    private final RandomGenerator random;
    private BreakerPolicy policy;
    private BreakerState state;
    private long generation;
    private int consecutiveOpens;
    private Instant lastSeen;
    /** The same as a number: the conversion costs more than all else that a call does here with the time. */
    private long lastSeenMillis;

    Machine(BreakerSnapshot from, BreakerPolicy policy, RandomGenerator random, Consumer<StateChange> onChange) {
        this.name = from.name();
        this.evidence = new Evidence(policy, from.window(), from.streak());
        this.tally = new Tally(from.totals(), from.lastFailure());
        this.availability = new Availability(from.state().isOpen(), from.at(), from.openTime());
        this.journal = new Journal(onChange, from.sequence(), from.stateChanges());
        this.random = random;
        this.policy = policy;
        this.state = from.state();
        this.generation = from.generation();
        this.consecutiveOpens = from.consecutiveOpens();
        this.lastSeen = from.at();
        this.lastSeenMillis = from.at().toEpochMilli();
    }

    /** A stored state meets the present: the mode of the policy as it is now, and the time that has passed. */
    void resume(Instant now) {
        followMode(steady(now));
        arrive(now);
    }

    /** Applies what time brings. @return the breaker's own time, which never runs backwards between two calls */
    Instant arrive(Instant now) {
        Instant at = steady(now);
        switch (state) {
            case Closed closed -> {
                evidence.advanceTo(lastSeenMillis);
                // Recovery is complete when the ramp-up is: an opening before that continues the backoff.
                if (!closed.isRampingUp(policy.rampUp(), at)) {
                    consecutiveOpens = 0;
                }
            }
            case ForcedClosed _ -> evidence.advanceTo(lastSeenMillis);
            case Open open -> {
                if (!at.isBefore(open.until())) {
                    enter(open.probe(at), Cause.OPEN_INTERVAL_ELAPSED, at);
                }
            }
            case HalfOpen half -> {
                probes.expire(at);
                if (giveUpAt(half).filter(end -> !at.isBefore(end)).isPresent()) {
                    enter(half.reopen(at, nextInterval()), Cause.PROBE_TIMEOUT, at);
                }
            }
            case ForcedOpen _,Disabled _ -> {
            }
        }
        return at;
    }

    /** When a half-open without a verdict opens again. */
    Optional<Instant> giveUpAt(HalfOpen half) {
        return policy.halfOpen().maxWait().map(half.since()::plus);
    }

    /**
     * The time in whole milliseconds, as it is kept. When the clock was set back, all that is remembered goes with it, so that nothing is
     * lost and nothing waits longer.
     */
    private Instant steady(Instant now) {
        if (now.equals(lastSeen)) {
            return lastSeen;
        }
        long nowMillis = now.toEpochMilli();
        long backMillis = lastSeenMillis - nowMillis;
        if (backMillis >= 0 && backMillis <= UNEVENNESS.toMillis()) {
            return lastSeen;
        }
        if (backMillis > 0) {
            Duration back = Duration.ofMillis(backMillis);
            state = state.movedBack(back);
            evidence.moveBack(back);
            probes.moveBack(back);
            availability.moveBack(back);
        }
        lastSeen = now.truncatedTo(ChronoUnit.MILLIS);
        lastSeenMillis = nowMillis;
        return lastSeen;
    }

    /** Opens, where one of the rules says so. Asked for every call: no lambda, which would be garbage. */
    void judge(Closed closed, Instant at) {
        Optional<Cause> reason = evidence.reasonToOpen();
        if (reason.isPresent()) {
            enter(closed.open(at, nextInterval()), reason.get(), at);
        }
    }

    /** Takes a probe's vote, and closes or opens where it decides. */
    void vote(HalfOpen half, boolean passed, Instant at) {
        HalfOpen next = passed ? half.afterSuccess() : half.afterFailure();
        state = next;
        if (next.successes() >= policy.halfOpen().successesToClose()) {
            enter(next.close(at), Cause.PROBES_SUCCEEDED, at);
        } else if (next.failures() >= policy.halfOpen().failuresToOpen()) {
            enter(next.reopen(at, nextInterval()), Cause.PROBE_FAILED, at);
        }
    }

    /** Counts the opening, and draws how long it lasts. */
    private Duration nextInterval() {
        consecutiveOpens++;
        return OpenInterval.jittered(policy, consecutiveOpens, random);
    }

    void changePolicy(BreakerPolicy next, Instant now) {
        Instant at = arrive(now);
        if (next.equals(policy)) {
            return;
        }
        policy = next;
        evidence.changePolicy(next);
        followMode(at);
        switch (state) {
            case Closed closed -> {
                evidence.advanceTo(lastSeenMillis);
                evidence.reasonToOpen()
                        .ifPresent(_ -> enter(closed.open(at, nextInterval()), Cause.POLICY_CHANGED, at));
            }
            case Open open -> state = open.within(OpenInterval.of(next, consecutiveOpens));
            case HalfOpen _,ForcedOpen _,ForcedClosed _,Disabled _ -> {
            }
        }
    }

    /** What an operator has forced outlives a change of mode; all else is disabled or enabled with it. */
    private void followMode(Instant at) {
        switch (state) {
            case Closed _,Open _,HalfOpen _ -> {
                if (policy.isDisabled()) {
                    enter(state.disable(at), Cause.POLICY_CHANGED, at);
                }
            }
            case Disabled disabled -> {
                if (!policy.isDisabled()) {
                    enter(disabled.enable(at), Cause.POLICY_CHANGED, at);
                }
            }
            case ForcedOpen _,ForcedClosed _ -> {
            }
        }
    }

    void reset(Operator operator, Instant now) {
        Instant at = arrive(now);
        consecutiveOpens = 0;
        command(policy.isDisabled() ? state.disable(at) : state.reset(at), true, operator, at);
    }

    void forceOpen(Operator operator, Instant now) {
        Instant at = arrive(now);
        command(state.forceOpen(at), false, operator, at);
    }

    void forceClosed(Operator operator, Instant now) {
        Instant at = arrive(now);
        command(state.forceClosed(at), false, operator, at);
    }

    void automatic(Operator operator, Instant now) {
        Instant at = arrive(now);
        switch (state) {
            case ForcedOpen forced ->
                command(policy.isDisabled() ? forced.disable(at) : forced.release(at), false, operator, at);
            case ForcedClosed forced ->
                command(policy.isDisabled() ? forced.disable(at) : forced.release(at), false, operator, at);
            case Closed _,Open _,HalfOpen _,Disabled _ -> command(state, false, operator, at);
        }
    }

    /** A command to whoever guards the destination has nothing to change here. */
    void acknowledge(Operator operator, Instant now) {
        Instant at = arrive(now);
        command(state, false, operator, at);
    }

    /** A command that finds the state as it wants it changes none, but calls under way have no say after a reset. */
    private void command(BreakerState next, boolean forget, Operator operator, Instant at) {
        if (next.kind() != state.kind()) {
            enter(next, Cause.OPERATOR, forget, Optional.of(operator), at);
            return;
        }
        WindowCounts decidedBy = evidence.counts();
        if (forget) {
            begin(next, true, at);
        }
        tell(next.kind(), Cause.OPERATOR, decidedBy, Optional.of(operator), at);
    }

    private void enter(BreakerState next, Cause cause, Instant at) {
        enter(next, cause, false, Optional.empty(), at);
    }

    private void enter(BreakerState next, Cause cause, boolean forget, Optional<Operator> operator, Instant at) {
        BreakerState previous = state;
        WindowCounts decidedBy = evidence.counts();
        boolean countsAgain = next.isFlowing() && !previous.isFlowing();
        begin(next, forget || countsAgain || next instanceof Disabled, at);
        tell(previous.kind(), cause, decidedBy, operator, at);
    }

    /** Last, for whoever is told looks at the breaker. */
    private void tell(BreakerState.Kind previous, Cause cause, WindowCounts decidedBy, Optional<Operator> operator,
            Instant at) {
        journal.write(new StateChange(name, journal.nextSequence(), previous, state.kind(), cause, at, openUntil(),
                consecutiveOpens, decidedBy, tally.totals(), tally.lastFailure(),
                policy.isShadow() && !(state instanceof ForcedOpen), operator));
    }

    /** Begins a generation: calls that were admitted before have no say any more. */
    private void begin(BreakerState next, boolean forget, Instant at) {
        state = next;
        generation++;
        probes.clear();
        availability.become(next.isOpen(), at);
        if (forget) {
            evidence.clear(lastSeenMillis);
        }
    }

    Optional<Instant> openUntil() {
        return state instanceof Open open ? Optional.of(open.until()) : Optional.empty();
    }

    /** The breaker's own time, as told by {@link #arrive} last. */
    long nowMillis() {
        return lastSeenMillis;
    }

    BreakerPolicy policy() {
        return policy;
    }

    BreakerState state() {
        return state;
    }

    long generation() {
        return generation;
    }

    BreakerSnapshot snapshot(Instant now) {
        Instant at = arrive(now);
        return new BreakerSnapshot(name, at, state, generation, journal.sequence(), consecutiveOpens, evidence.window(),
                evidence.streak(), tally.totals(), tally.lastFailure(), availability.snapshot(at), journal.latest());
    }
}
