package io.fusebox.topology;

import io.fusebox.dispatch.LedgerRow;
import io.fusebox.dispatch.LedgerStore;
import io.fusebox.wire.StateCodec;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The ledger in its state store. */
final class StoredLedger implements LedgerStore {
    private final KeyValueStore<Integer, byte[]> store;
    private final StateCodec<LedgerRow> codec;

    StoredLedger(KeyValueStore<Integer, byte[]> store, StateCodec<LedgerRow> codec) {
        this.store = store;
        this.codec = codec;
    }

    @Override
    public void put(int slot, LedgerRow row) {
        store.put(slot, codec.encode(row));
    }

    /** Not {@code delete}, which reads the old value first. */
    @Override
    public void remove(int slot) {
        store.put(slot, null);
    }

    @Override
    public void forEach(BiConsumer<Integer, LedgerRow> visitor) {
        try (KeyValueIterator<Integer, byte[]> rows = store.all()) {
            rows.forEachRemaining(row -> visitor.accept(row.key, codec.decode(row.value)));
        }
    }
}
