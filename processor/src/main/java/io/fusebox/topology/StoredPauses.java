package io.fusebox.topology;

import io.fusebox.call.Pause;
import io.fusebox.dispatch.PauseMemory;
import io.fusebox.wire.StateCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Pauses in the state store of breakers: one topic less to restore from. */
final class StoredPauses implements PauseMemory {
    /** No name of a breaker has a bar in it. */
    private static final String PREFIX = "pause|";
    private static final String AFTER = "pause}";

    private final KeyValueStore<String, byte[]> store;
    private final StateCodec<Pause> codec;

    StoredPauses(KeyValueStore<String, byte[]> store, StateCodec<Pause> codec) {
        this.store = store;
        this.codec = codec;
    }

    static boolean isKey(String key) {
        return key.startsWith(PREFIX);
    }

    @Override
    public Optional<Pause> get(String destination) {
        return Optional.ofNullable(store.get(PREFIX + destination)).map(codec::decode);
    }

    @Override
    public void put(String destination, Pause pause) {
        store.put(PREFIX + destination, codec.encode(pause));
    }

    @Override
    public void remove(String destination) {
        store.put(PREFIX + destination, null);
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> rows = store.range(PREFIX, AFTER)) {
            rows.forEachRemaining(row -> names.add(row.key.substring(PREFIX.length())));
        }
        return names;
    }
}
