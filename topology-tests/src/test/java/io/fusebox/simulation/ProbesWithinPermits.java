package io.fusebox.simulation;

import io.fusebox.breaker.BreakerState.Kind;
import java.time.Instant;

/** A half-open breaker has no more probes out than it has permits: its owner's, and those of an owner before. */
final class ProbesWithinPermits implements Invariant {
    @Override
    public void departed(Owner owner, AttemptLife attempt, Instant now) {
        BreakerLife breaker = owner.partition().breaker(attempt.breaker());
        if (!breaker.is(Kind.HALF_OPEN) || OpenStartsNothing.isShadow(owner, attempt)) {
            return;
        }
        if (!attempt.row.probe() || attempt.row.generation() != breaker.generation()) {
            throw violation("%s starts while breaker %s is half-open, and is no probe of this round (%d, not %d)",
                    attempt, attempt.breaker(), attempt.row.generation(), breaker.generation());
        }
        long out = 1 + owner.partition()
                .running(attempt.breaker().destination())
                .stream()
                .filter(other -> other.row.probe() && other.holdsPermit(now, owner.time(), owner.fastTime()))
                .filter(other -> other.breaker().equals(attempt.breaker()))
                .filter(other -> other.row.generation() == breaker.generation())
                .count();
        int permits = owner.policy(attempt.breaker().destination())
                .guardOf(attempt.breaker())
                .policy()
                .halfOpen()
                .maxConcurrent();
        if (out > permits) {
            throw violation("%s starts while breaker %s has all of its %d probes out", attempt, attempt.breaker(),
                    permits);
        }
    }
}
