package io.fusebox.simulation;

import io.fusebox.call.Result;
import java.time.Instant;

/** A call is told at most once that it waits, and not after it has ended. */
final class DeferredOnce implements Invariant {
    @Override
    public void answered(Owner owner, CallLife call, Result result, Instant now) {
        if (call.deferrals() > 1) {
            throw violation("%s was deferred %d times", call, call.deferrals());
        }
        if (!result.status().isTerminal() && call.results() > 0) {
            throw violation("%s was deferred after it had ended as %s", call, call.status());
        }
    }
}
