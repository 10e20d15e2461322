package io.fusebox.dispatch;

import io.fusebox.call.Pause;
import java.util.List;
import java.util.Optional;

/** Where pauses of destinations are kept while nobody owns them. Outlives the task. */
public interface PauseMemory {
    Optional<Pause> get(String destination);

    void put(String destination, Pause pause);

    void remove(String destination);

    /** All destinations that have one; asked once at start. */
    List<String> names();
}
