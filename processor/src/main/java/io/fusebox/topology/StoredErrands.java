package io.fusebox.topology;

import io.fusebox.dispatch.Errand;
import io.fusebox.dispatch.ErrandMemory;
import io.fusebox.wire.StateCodec;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueStore;

/** Errands in the state store of breakers. */
final class StoredErrands implements ErrandMemory {
    private final PrefixedRows<Errand> rows;

    StoredErrands(KeyValueStore<String, byte[]> store, StateCodec<Errand> codec) {
        this.rows = new PrefixedRows<>(store, "errand", codec);
    }

    @Override
    public void put(long number, Errand errand) {
        rows.put(Long.toString(number), errand);
    }

    @Override
    public void remove(long number) {
        rows.remove(Long.toString(number));
    }

    @Override
    public NavigableMap<Long, Errand> all() {
        NavigableMap<Long, Errand> all = new TreeMap<>();
        rows.forEach((number, errand) -> all.put(Long.valueOf(number), errand));
        return all;
    }
}
