package io.fusebox.dispatch;

import io.fusebox.call.Pause;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pauses as plain data. */
final class InMemoryPauses implements PauseMemory {
    private final Map<String, Pause> pauses = new HashMap<>();

    @Override
    public Optional<Pause> get(String destination) {
        return Optional.ofNullable(pauses.get(destination));
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
        return List.copyOf(pauses.keySet());
    }
}
