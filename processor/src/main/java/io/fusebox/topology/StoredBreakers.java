package io.fusebox.topology;

import io.fusebox.breaker.BreakerSnapshot;
import io.fusebox.call.BreakerName;
import io.fusebox.dispatch.BreakerMemory;
import io.fusebox.wire.StateCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The breakers in their state store. */
final class StoredBreakers implements BreakerMemory {
    private final KeyValueStore<String, byte[]> store;
    private final StateCodec<BreakerSnapshot> codec;

    StoredBreakers(KeyValueStore<String, byte[]> store, StateCodec<BreakerSnapshot> codec) {
        this.store = store;
        this.codec = codec;
    }

    @Override
    public Optional<BreakerSnapshot> get(BreakerName name) {
        return Optional.ofNullable(store.get(name.toString())).map(codec::decode);
    }

    @Override
    public void put(BreakerName name, BreakerSnapshot snapshot) {
        store.put(name.toString(), codec.encode(snapshot));
    }

    @Override
    public void remove(BreakerName name) {
        store.put(name.toString(), null);
    }

    @Override
    public List<BreakerName> names() {
        List<BreakerName> names = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> rows = store.all()) {
            while (rows.hasNext()) {
                String key = rows.next().key;
                if (!PrefixedRows.isKey(key)) {
                    names.add(BreakerName.parse(key));
                }
            }
        }
        return names;
    }
}
