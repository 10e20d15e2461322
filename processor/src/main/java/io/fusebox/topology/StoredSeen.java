package io.fusebox.topology;

import io.fusebox.dispatch.SeenId;
import io.fusebox.dispatch.SeenMemory;
import io.fusebox.dispatch.SeenUntil;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The ids that were seen, in the state store of what was. */
final class StoredSeen implements SeenMemory {
    private static final byte[] POINTER = {};

    private final KeyValueStore<byte[], byte[]> store;

    StoredSeen(KeyValueStore<byte[], byte[]> store) {
        this.store = store;
    }

    @Override
    public Optional<Instant> until(SeenId id) {
        return Optional.ofNullable(store.get(SeenKeys.id(id))).map(SeenKeys::timeOf);
    }

    @Override
    public void put(SeenUntil seen) {
        store.put(SeenKeys.id(seen.id()), SeenKeys.time(seen.at()));
        store.put(SeenKeys.end(seen), POINTER);
    }

    @Override
    public void remove(SeenUntil seen) {
        store.put(SeenKeys.id(seen.id()), null);
        store.put(SeenKeys.end(seen), null);
    }

    @Override
    public List<SeenUntil> scan(SeenUntil from, int limit) {
        List<SeenUntil> rows = new ArrayList<>();
        try (KeyValueIterator<byte[], byte[]> found = store.range(SeenKeys.end(from), SeenKeys.afterEnds())) {
            while (rows.size() < limit && found.hasNext()) {
                rows.add(SeenKeys.endOf(found.next().key));
            }
        }
        return rows;
    }
}
