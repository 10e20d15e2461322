package io.fusebox.simulation;

import io.fusebox.call.Result;
import java.time.Instant;

/** Each accepted call has at most one terminal result, and in the end exactly one. */
final class OneResultPerCall implements Invariant {
    @Override
    public void answered(Owner owner, CallLife call, Result result, Instant now) {
        if (call.results() > 1) {
            throw violation("%s has %d results, the last: %s", call, call.results(), result.status());
        }
    }

    @Override
    public void ended(World world) {
        for (CallLife call : world.calls()) {
            if (!call.hasEnded()) {
                throw violation("%s has no result", call);
            }
        }
    }
}
