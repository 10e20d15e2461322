package io.fusebox.dispatch;

import io.fusebox.breaker.BreakerSnapshot;
import io.fusebox.call.BreakerName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The breakers' snapshots as plain data. */
final class InMemoryBreakers implements BreakerMemory {
    private final Map<BreakerName, BreakerSnapshot> snapshots = new HashMap<>();
    /** How often a breaker was brought back from here. */
    int reads;

    @Override
    public Optional<BreakerSnapshot> get(BreakerName name) {
        reads++;
        return Optional.ofNullable(snapshots.get(name));
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
        return List.copyOf(snapshots.keySet());
    }
}
