package io.fusebox.simulation;

import java.time.Instant;

/** While a destination wants to be left alone, nothing is sent to it. A wish that was heard and not committed may be forgotten. */
final class PauseHonoured implements Invariant {
    @Override
    public void departedOrStarted(Owner owner, AttemptLife attempt, Instant now) {
        Instant until = owner.partition().pause(attempt.breaker().destination()).until();
        if (now.isBefore(until)) {
            throw violation("%s starts at %s, not before %s", attempt, World.show(now), World.show(until));
        }
    }
}
