package io.fusebox.topology;

import io.fusebox.wire.StateCodec;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The rows of one kind in a state store that holds several: one topic less to restore from. */
final class PrefixedRows<V> {
    private static final char BAR = '|';
    private static final char AFTER_BAR = BAR + 1;

    private final KeyValueStore<String, byte[]> store;
    private final String prefix;
    private final String end;
    private final StateCodec<V> codec;

    /** @param kind without a bar */
    PrefixedRows(KeyValueStore<String, byte[]> store, String kind, StateCodec<V> codec) {
        this.store = store;
        this.prefix = kind + BAR;
        this.end = kind + AFTER_BAR;
        this.codec = codec;
    }

    /** Whether a key is of any such kind: no name of a breaker has a bar in it. */
    static boolean isKey(String key) {
        return key.indexOf(BAR) >= 0;
    }

    Optional<V> get(String key) {
        return Optional.ofNullable(store.get(prefix + key)).map(codec::decode);
    }

    void put(String key, V value) {
        store.put(prefix + key, codec.encode(value));
    }

    void remove(String key) {
        store.put(prefix + key, null);
    }

    void forEach(BiConsumer<String, V> visitor) {
        try (KeyValueIterator<String, byte[]> rows = store.range(prefix, end)) {
            rows.forEachRemaining(row -> visitor.accept(row.key.substring(prefix.length()), codec.decode(row.value)));
        }
    }
}
