package io.fusebox.topology;

import io.fusebox.call.Pause;
import io.fusebox.dispatch.PauseMemory;
import io.fusebox.wire.StateCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/** Pauses in the state store of breakers. */
final class StoredPauses implements PauseMemory {
    private final PrefixedRows<Pause> rows;

    StoredPauses(KeyValueStore<String, byte[]> store, StateCodec<Pause> codec) {
        this.rows = new PrefixedRows<>(store, "pause", codec);
    }

    @Override
    public Optional<Pause> get(String destination) {
        return rows.get(destination);
    }

    @Override
    public void put(String destination, Pause pause) {
        rows.put(destination, pause);
    }

    @Override
    public void remove(String destination) {
        rows.remove(destination);
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>();
        rows.forEach((name, _) -> names.add(name));
        return names;
    }
}
