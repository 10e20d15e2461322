package io.fusebox.simulation;

import io.fusebox.breaker.BreakerSnapshot;
import io.fusebox.breaker.BreakerState;
import io.fusebox.breaker.Totals;
import io.fusebox.call.BreakerName;
import io.fusebox.dispatch.BreakerMemory;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A memory of which a new owner finds the breakers changed, or gone. */
record FoundBreakers(BreakerMemory memory, Function<BreakerSnapshot, Optional<BreakerSnapshot>> change)
        implements BreakerMemory {

    static BreakerSnapshot with(BreakerSnapshot its, BreakerState state, long generation) {
        return new BreakerSnapshot(its.name(), its.at(), state, generation, its.sequence(), its.consecutiveOpens(),
                its.window(), its.streak(), its.totals(), its.lastFailure(), its.openTime(), its.stateChanges());
    }

    static BreakerSnapshot withoutTotals(BreakerSnapshot its) {
        return new BreakerSnapshot(its.name(), its.at(), its.state(), its.generation(), its.sequence(),
                its.consecutiveOpens(), its.window(), its.streak(), Totals.NONE, its.lastFailure(), its.openTime(),
                its.stateChanges());
    }

    @Override
    public Optional<BreakerSnapshot> get(BreakerName name) {
        return memory.get(name).flatMap(change);
    }

    @Override
    public void put(BreakerName name, BreakerSnapshot snapshot) {
        memory.put(name, snapshot);
    }

    @Override
    public void remove(BreakerName name) {
        memory.remove(name);
    }

    @Override
    public List<BreakerName> names() {
        return memory.names();
    }
}
