package io.fusebox.breaker;

/**
 * Leave to make one call, which comes back with its outcome ({@link Breaker#record}) or unused ({@link Breaker#release}).
 *
 * @param generation of the state that gave it; outcomes of an earlier one vote on nothing
 * @param probe whether the call is made to try the destination; never in shadow mode, where it would have been made anyway
 * @param id of a half-open's lease; 0 where there is none, so that all such permits of a generation are one object
 */
public record Permit(long generation, boolean probe, long id) {
    boolean isLeased() {
        return id != 0;
    }
}
