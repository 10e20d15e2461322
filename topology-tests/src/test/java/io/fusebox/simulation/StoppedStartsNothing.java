package io.fusebox.simulation;

import java.time.Instant;

/** An owner that is told to stop starts nothing more. */
final class StoppedStartsNothing implements Invariant {
    @Override
    public void started(Owner owner, AttemptLife attempt, Instant now) {
        if (owner.isStopping()) {
            throw violation("%s starts after its owner was told to stop", attempt);
        }
    }
}
