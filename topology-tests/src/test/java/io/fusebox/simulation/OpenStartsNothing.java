package io.fusebox.simulation;

import io.fusebox.breaker.BreakerPolicy.Mode;
import io.fusebox.breaker.BreakerState.Kind;
import java.time.Instant;

/** A breaker that is open starts nothing, unless it is a shadow; one that an operator holds open, not even then. */
final class OpenStartsNothing implements Invariant {
    @Override
    public void started(Owner owner, AttemptLife attempt, Instant now) {
        BreakerLife breaker = owner.partition().breaker(attempt.breaker());
        if (breaker.is(Kind.FORCED_OPEN) || (breaker.is(Kind.OPEN) && !isShadow(owner, attempt))) {
            throw violation("%s starts while breaker %s is open", attempt, attempt.breaker());
        }
    }

    static boolean isShadow(Owner owner, AttemptLife attempt) {
        return owner.policy(attempt.breaker().destination()).guardOf(attempt.breaker()).policy().mode() == Mode.SHADOW;
    }
}
