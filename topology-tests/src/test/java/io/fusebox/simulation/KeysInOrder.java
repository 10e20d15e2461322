package io.fusebox.simulation;

import java.time.Instant;

/** No call is made while one with the same ordering key that came before it is not over. */
final class KeysInOrder implements Invariant {
    @Override
    public void departedOrStarted(Owner owner, AttemptLife attempt, Instant now) {
        for (CallLife earlier : owner.before(attempt.call)) {
            if (earlier.results() == 0) {
                throw violation("%s starts before %s has ended", attempt, earlier);
            }
        }
    }
}
