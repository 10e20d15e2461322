package io.fusebox.simulation;

import io.fusebox.call.Pause;
import io.fusebox.dispatch.PauseMemory;
import java.util.List;
import java.util.Optional;

/** The pauses' memory as a map. */
record SimulatedPauses(TransactionalMap<String, Pause> pauses) implements PauseMemory {
    @Override
    public Optional<Pause> get(String destination) {
        return pauses.get(destination);
    }

    @Override
    public void put(String destination, Pause pause) {
        pauses.put(destination, pause);
    }

    @Override
    public void remove(String destination) {
        pauses.remove(destination);
    }

    @Override
    public List<String> names() {
        return List.copyOf(pauses.rows().keySet());
    }
}
