package io.fusebox.simulation;

import java.time.Instant;

/** A call is not made again beside an attempt that may still be under way. */
final class OneAttemptAtATime implements Invariant {
    @Override
    public void departed(Owner owner, AttemptLife attempt, Instant now) {
        attempt.call.lastAttempt().filter(last -> last.isRunning(now, owner.time())).ifPresent(last -> {
            throw violation("%s starts beside %s", attempt, last);
        });
    }
}
