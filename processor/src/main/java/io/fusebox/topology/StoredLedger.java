package io.fusebox.topology;

import io.fusebox.dispatch.LedgerRow;
import io.fusebox.dispatch.LedgerStore;
import io.fusebox.wire.StateCodec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.internals.WrappedStateStore;

/**
 * The ledger in its state store: rows are encoded and written when a commit is near, and most have come and gone by then.
 *
 * <p>Kafka Streams has its caches flushed in the same transaction, before each commit and each clean close, and drops them where it
 * aborts. That is also how this one works ({@code CachedStateStore}, which is internal: seen in 4.3.1; RestartTest fails where it ends).
 * Its own cache holds bytes, and so encodes a row for each change.
 */
final class StoredLedger extends WrappedStateStore<KeyValueStore<Integer, byte[]>, Integer, byte[]>
        implements
        LedgerStore {
    private final StateCodec<LedgerRow> codec = StateCodec.ledger();
    /** Since the last flush; empty where a row is gone. */
    private final Map<Integer, Optional<LedgerRow>> changed = new HashMap<>();
    /** Writes this and the ledgers that are committed with it. */
    private Runnable writeAll = this::write;

    private StoredLedger(KeyValueStore<Integer, byte[]> store) {
        super(store);
    }

    /** @param changelog how its changelog topic is set up */
    static StoreBuilder<StoredLedger> builder(Map<String, String> changelog) {
        return new Builder(Stores
                .keyValueStoreBuilder(Stores.inMemoryKeyValueStore(FuseboxTopology.LEDGER), Serdes.Integer(),
                        Serdes.ByteArray())
                .withLoggingEnabled(changelog));
    }

    @Override
    public void put(int slot, LedgerRow row) {
        changed.put(slot, Optional.of(row));
    }

    @Override
    public void remove(int slot) {
        changed.put(slot, Optional.empty());
    }

    /** Of what is flushed: to be asked before anything is changed. */
    @Override
    public void forEach(BiConsumer<Integer, LedgerRow> visitor) {
        try (KeyValueIterator<Integer, byte[]> rows = wrapped().all()) {
            rows.forEachRemaining(row -> visitor.accept(row.key, codec.decode(row.value)));
        }
    }

    /** With the ledgers of the thread's other tasks: each task waits for what it has sent, and this way only the first has to. */
    @Override
    public void flushCache() {
        writeAll.run();
    }

    void commitWith(Runnable ledgers) {
        writeAll = ledgers;
    }

    void commitAlone() {
        writeAll = this::write;
    }

    void write() {
        changed.forEach((slot, row) -> {
            if (row.isPresent()) {
                wrapped().put(slot, codec.encode(row.get()));
            } else if (wrapped().get(slot) != null) {
                // Not delete, which reads the old value first.
                wrapped().put(slot, null);
            }
        });
        changed.clear();
    }

    @Override
    public void clearCache() {
        changed.clear();
    }

    @Override
    public void close() {
        changed.clear();
        super.close();
    }

    private record Builder(StoreBuilder<KeyValueStore<Integer, byte[]>> store) implements StoreBuilder<StoredLedger> {
        @Override
        public StoredLedger build() {
            return new StoredLedger(store.build());
        }

        @Override
        public StoreBuilder<StoredLedger> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<StoredLedger> withCachingDisabled() {
            throw new UnsupportedOperationException("rows would be written before they are flushed");
        }

        @Override
        public StoreBuilder<StoredLedger> withLoggingEnabled(Map<String, String> config) {
            return new Builder(store.withLoggingEnabled(config));
        }

        @Override
        public StoreBuilder<StoredLedger> withLoggingDisabled() {
            return new Builder(store.withLoggingDisabled());
        }

        @Override
        public Map<String, String> logConfig() {
            return store.logConfig();
        }

        @Override
        public boolean loggingEnabled() {
            return store.loggingEnabled();
        }

        @Override
        public String name() {
            return store.name();
        }
    }
}
