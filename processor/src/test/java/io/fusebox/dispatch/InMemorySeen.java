package io.fusebox.dispatch;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Ids that were seen, as plain data. */
final class InMemorySeen implements SeenMemory {
    final Map<SeenId, Instant> byId = new HashMap<>();
    final TreeSet<SeenUntil> byTime = new TreeSet<>();
    int scans;

    @Override
    public Optional<Instant> until(SeenId id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public void put(SeenUntil seen) {
        byId.put(seen.id(), seen.at());
        byTime.add(seen);
    }

    @Override
    public void remove(SeenUntil seen) {
        byId.remove(seen.id());
        byTime.remove(seen);
    }

    @Override
    public List<SeenUntil> scan(SeenUntil from, int limit) {
        scans++;
        return byTime.tailSet(from, true).stream().limit(limit).toList();
    }
}
