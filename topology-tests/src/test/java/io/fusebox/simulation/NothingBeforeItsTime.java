package io.fusebox.simulation;

import io.fusebox.dispatch.Cargo;
import io.fusebox.dispatch.ParkingKey;
import java.time.Instant;

/** Nothing leaves the parking before it is due, and no attempt is made before its call's {@code notBefore}. */
final class NothingBeforeItsTime implements Invariant {
    @Override
    public void departed(Owner owner, AttemptLife attempt, Instant now) {
        // A call that has waited for a place since it had come due need not wait again because the clock was set back.
        Instant latest = owner.latest();
        attempt.call.call.notBefore().filter(latest::isBefore).ifPresent(notBefore -> {
            throw violation("%s starts at %s, not before %s", attempt, World.show(now), World.show(notBefore));
        });
        if (attempt.row.cargo() instanceof Cargo.Drained(ParkingKey key)) {
            if (now.isBefore(key.due()) || now.isBefore(attempt.call.due())) {
                throw violation("%s starts at %s, due %s", attempt, World.show(now), World.show(attempt.call.due()));
            }
        }
    }
}
