package io.fusebox.breaker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** A breaker's state changes: numbered, told on, the latest remembered. */
final class Journal {
    static final int KEPT = 20;

    private final Consumer<StateChange> onChange;
    /** Oldest first. A list, for it takes no room while it is empty, and most breakers never open. */
    private final List<StateChange> latest;
    private long sequence;

    Journal(Consumer<StateChange> onChange, long sequence, Collection<StateChange> latest) {
        this.onChange = onChange;
        this.sequence = sequence;
        this.latest = new ArrayList<>(latest);
    }

    long nextSequence() {
        return sequence + 1;
    }

    void write(StateChange change) {
        sequence = change.sequence();
        latest.addLast(change);
        if (latest.size() > KEPT) {
            latest.removeFirst();
        }
        onChange.accept(change);
    }

    long sequence() {
        return sequence;
    }

    /** Oldest first. */
    List<StateChange> latest() {
        return List.copyOf(latest);
    }
}
