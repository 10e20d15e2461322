package io.fusebox.breaker;

import io.fusebox.call.BreakerName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that a breaker remembers, as plain data by the wall clock; what {@link Breaker#restore} makes the same breaker of. The policy is
 * not in it, nor are the leases of probes under way: whoever knows of those calls gives them back with {@link Breaker#adopt}.
 *
 * @param at the time it is of
 * @param sequence of the latest state change; 0 where there was none
 * @param consecutiveOpens openings without recovery
 * @param openTime minutes of the last hour in which the breaker was open
 * @param stateChanges the latest, oldest first
 */
public record BreakerSnapshot(
        BreakerName name,
        Instant at,
        BreakerState state,
        long generation,
        long sequence,
        int consecutiveOpens,
        WindowSnapshot window,
        FailureStreak streak,
        Totals totals,
        Optional<LastFailure> lastFailure,
        List<OpenMinute> openTime,
        List<StateChange> stateChanges) {

    static final long FIRST_GENERATION = 1;

    /** Whether time changes nothing about the state: it is not open, nor probes. */
    public boolean isAtRest() {
        return switch (state) {
            case BreakerState.Closed _,BreakerState.ForcedClosed _,BreakerState.Disabled _ -> true;
            case BreakerState.Open _,BreakerState.HalfOpen _,BreakerState.ForcedOpen _ -> false;
        };
    }

    /** Whether a call or an operator has ever come to it. */
    public boolean hasHistory() {
        return sequence > 0 || !totals.equals(Totals.NONE);
    }

    static BreakerSnapshot fresh(BreakerName name, BreakerPolicy policy, Instant now) {
        BreakerState state = policy.isDisabled() ? new BreakerState.Disabled(now) : new BreakerState.Closed(now, false);
        return new BreakerSnapshot(name, now, state, FIRST_GENERATION, 0, 0, WindowSnapshot.empty(now),
                FailureStreak.none(now),
                Totals.NONE, Optional.empty(), List.of(), List.of());
    }
}
