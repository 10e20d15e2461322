package io.fusebox.simulation;

import io.fusebox.dispatch.SeenId;
import io.fusebox.dispatch.SeenMemory;
import io.fusebox.dispatch.SeenUntil;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Ids that were seen, as two sorted maps. */
record SimulatedSeen(TransactionalMap<SeenId, Instant> ids, TransactionalMap<SeenUntil, Boolean> ends)
        implements SeenMemory {

    @Override
    public Optional<Instant> until(SeenId id) {
        return ids.get(id);
    }

    @Override
    public void put(SeenUntil seen) {
        ids.put(seen.id(), seen.at());
        ends.put(seen, true);
    }

    @Override
    public void remove(SeenUntil seen) {
        ids.remove(seen.id());
        ends.remove(seen);
    }

    @Override
    public List<SeenUntil> scan(SeenUntil from, int limit) {
        return ends.rows().tailMap(from, true).keySet().stream().limit(limit).toList();
    }
}
