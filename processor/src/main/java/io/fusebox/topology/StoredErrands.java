package io.fusebox.topology;

import io.fusebox.dispatch.Errand;
import io.fusebox.dispatch.ErrandMemory;
import io.fusebox.wire.StateCodec;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Errands in the state store of breakers, beside the pauses. */
final class StoredErrands implements ErrandMemory {
    /** No name of a breaker has a bar in it. */
    private static final String PREFIX = "errand|";
    private static final String AFTER = "errand}";

    private final KeyValueStore<String, byte[]> store;
    private final StateCodec<Errand> codec;

    StoredErrands(KeyValueStore<String, byte[]> store, StateCodec<Errand> codec) {
        this.store = store;
        this.codec = codec;
    }

    static boolean isKey(String key) {
        return key.startsWith(PREFIX);
    }

    @Override
    public void put(long number, Errand errand) {
        store.put(PREFIX + number, codec.encode(errand));
    }

    @Override
    public void remove(long number) {
        store.put(PREFIX + number, null);
    }

    @Override
    public NavigableMap<Long, Errand> all() {
        NavigableMap<Long, Errand> all = new TreeMap<>();
        try (KeyValueIterator<String, byte[]> rows = store.range(PREFIX, AFTER)) {
            rows.forEachRemaining(
                    row -> all.put(Long.valueOf(row.key.substring(PREFIX.length())), codec.decode(row.value)));
        }
        return all;
    }
}
