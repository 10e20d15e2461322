package io.fusebox.simulation;

import java.time.Instant;
import java.util.List;

/**
 * Beyond a destination's concurrency limit nothing starts. What an earlier owner had started keeps its place until its lease is over; of
 * what it had started and not committed when it died, nobody knows.
 */
final class ConcurrencyHeld implements Invariant {
    @Override
    public void departed(Owner owner, AttemptLife attempt, Instant now) {
        List<AttemptLife> running = owner.partition().running(attempt.breaker().destination());
        running.removeIf(other -> !other.isRunning(now, owner.time()));
        int limit = owner.policy(attempt.breaker().destination()).destination().concurrency();
        if (running.size() + 1 > limit) {
            throw violation("%s starts beside %d others, the limit is %d", attempt, running.size(), limit);
        }
    }
}
