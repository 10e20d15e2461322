package io.fusebox.simulation;

import io.fusebox.breaker.BreakerSnapshot;
import io.fusebox.call.BreakerName;
import io.fusebox.dispatch.BreakerMemory;
import java.util.List;
import java.util.Optional;

/** The breakers' memory as a map. */
record SimulatedBreakers(TransactionalMap<BreakerName, BreakerSnapshot> snapshots) implements BreakerMemory {
    @Override
    public Optional<BreakerSnapshot> get(BreakerName name) {
        return snapshots.get(name);
    }

    @Override
    public void put(BreakerName name, BreakerSnapshot snapshot) {
        snapshots.put(name, snapshot);
    }

    @Override
    public void remove(BreakerName name) {
        snapshots.remove(name);
    }

    @Override
    public List<BreakerName> names() {
        return List.copyOf(snapshots.rows().keySet());
    }
}
