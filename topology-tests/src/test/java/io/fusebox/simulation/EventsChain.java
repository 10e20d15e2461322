package io.fusebox.simulation;

import io.fusebox.breaker.BreakerState.Kind;
import io.fusebox.breaker.StateChange;
import java.time.Instant;

/** A breaker's events are numbered without gaps, and each begins where the one before has led; only an operator's may change nothing. */
final class EventsChain implements Invariant {
    @Override
    public void announced(Owner owner, BreakerLife breaker, StateChange change, Instant now) {
        if (change.sequence() != breaker.sequence() + 1) {
            throw violation("breaker %s tells change %d after %d", change.breaker(), change.sequence(),
                    breaker.sequence());
        }
        boolean chained = breaker.state()
                .map(change.from()::equals)
                .orElse(change.from() == Kind.CLOSED || change.from() == Kind.DISABLED);
        if (!chained || !(change.isChange() || change.operator().isPresent())) {
            throw violation("breaker %s goes from %s to %s, but was %s", change.breaker(), change.from(), change.to(),
                    breaker.state());
        }
    }
}
