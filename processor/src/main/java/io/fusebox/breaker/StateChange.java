package io.fusebox.breaker;

import io.fusebox.call.BreakerName;
import io.fusebox.call.Operator;
import java.time.Instant;
import java.util.Optional;

/**
 * A breaker went from one state to another, or an operator was obeyed.
 *
 * @param sequence from 1, per breaker, without gaps
 * @param openUntil when it will probe; only where {@code to} is open
 * @param consecutiveOpens openings since the last recovery, this one among them
 * @param window the calls it was decided by
 * @param totals of the breaker's life, up to now
 * @param shadow the mode is {@code shadow}, and the change has no effect on calls
 * @param operator who gave the command that led to it; a command that finds the breaker as it wants it is told too, as a change from a
 *        state to itself
 */
public record StateChange(
        BreakerName breaker,
        long sequence,
        BreakerState.Kind from,
        BreakerState.Kind to,
        Cause cause,
        Instant at,
        Optional<Instant> openUntil,
        int consecutiveOpens,
        WindowCounts window,
        Totals totals,
        Optional<LastFailure> lastFailure,
        boolean shadow,
        Optional<Operator> operator) {

    /** Whether it is a change indeed, and not the answer to a command that changed nothing. */
    public boolean isChange() {
        return from != to;
    }

    /** Why a breaker changed its state. */
    public enum Cause {
        CONSECUTIVE_FAILURES,
        FAILURE_RATE,
        SLOW_CALL_RATE,
        /** The wait before probes is over. */
        OPEN_INTERVAL_ELAPSED,
        PROBES_SUCCEEDED,
        PROBE_FAILED,
        /** Half-open for longer than {@code half-open.max-wait} without a verdict. */
        PROBE_TIMEOUT,
        OPERATOR,
        POLICY_CHANGED
    }
}
