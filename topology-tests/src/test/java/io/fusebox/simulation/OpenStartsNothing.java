package io.fusebox.simulation;

import io.fusebox.breaker.BreakerPolicy.Mode;
import io.fusebox.breaker.BreakerState.Kind;
import java.time.Instant;

/** A breaker that is open starts nothing, unless it is a shadow. */
final class OpenStartsNothing implements Invariant {
    @Override
    public void started(Owner owner, AttemptLife attempt, Instant now) {
        boolean open = owner.partition().breaker(attempt.breaker()).is(Kind.OPEN);
        if (open && !isShadow(owner, attempt)) {
            throw violation("%s starts while breaker %s is open", attempt, attempt.breaker());
        }
    }

    static boolean isShadow(Owner owner, AttemptLife attempt) {
        return owner.policy(attempt.breaker().destination()).guardOf(attempt.breaker()).policy().mode() == Mode.SHADOW;
    }
}
