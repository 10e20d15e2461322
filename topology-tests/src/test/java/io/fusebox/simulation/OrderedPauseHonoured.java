package io.fusebox.simulation;

import java.time.Instant;

/** While an operator has a destination paused, nothing is sent to it. */
final class OrderedPauseHonoured implements Invariant {
    @Override
    public void departedOrStarted(Owner owner, AttemptLife attempt, Instant now) {
        Instant until = owner.partition().order(attempt.breaker().destination()).pausedUntil();
        if (now.isBefore(until)) {
            throw violation("%s starts at %s, though an operator has paused its destination", attempt,
                    World.show(now));
        }
    }
}
