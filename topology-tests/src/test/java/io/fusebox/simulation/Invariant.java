package io.fusebox.simulation;

import io.fusebox.breaker.BreakerStatus;
import io.fusebox.breaker.StateChange;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Parked;
import io.fusebox.call.Result;
import io.fusebox.dispatch.Input;
import java.time.Instant;

/** What must hold after every step. It is named by its class, looks at what is told to it, and throws a {@link Violation}. */
interface Invariant {
    default String name() {
        return getClass().getSimpleName();
    }

    /** An owner is about to decide. */
    default void deciding(Owner owner, Input input, Instant now) {}

    /** An owner has a call leave for an attempt, which starts now or when its row is committed; nobody counts it yet. */
    default void departed(Owner owner, AttemptLife attempt, Instant now) {
        departedOrStarted(owner, attempt, now);
    }

    /** An owner starts an attempt that has departed. */
    default void started(Owner owner, AttemptLife attempt, Instant now) {
        departedOrStarted(owner, attempt, now);
    }

    /** What is asked of both, where that is the same. */
    default void departedOrStarted(Owner owner, AttemptLife attempt, Instant now) {}

    /** An attempt went out, maybe of an owner that was replaced; its call counts it. */
    default void sent(Owner owner, AttemptLife attempt) {}

    /** An owner tells a result; the call counts it. */
    default void answered(Owner owner, CallLife call, Result result, Instant now) {}

    /** An owner writes to the retry topic; the call does not count it yet. */
    default void parked(Owner owner, CallLife call, Parked parked) {}

    /** An owner sends a call to a backup, or home from there; the call counts it. */
    default void travelled(Owner owner, CallLife call, Parked parked) {}

    /** An owner tells that a breaker changes; {@code breaker} is as it was before. */
    default void announced(Owner owner, BreakerLife breaker, StateChange change, Instant now) {}

    /** An owner shows how a breaker stands. */
    default void shown(Owner owner, BreakerStatus status) {}

    /** An owner tells that a breaker is no more. */
    default void retired(Owner owner, BreakerName breaker) {}

    /** All calls have ended, or had time enough to. */
    default void ended(World world) {}

    default Violation violation(String what, Object... arguments) {
        return new Violation(name(), what.formatted(arguments));
    }
}
