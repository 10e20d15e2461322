package io.fusebox.breaker;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A breaker's state changes: numbered, told on, the latest remembered. */
final class Journal {
    static final int KEPT = 20;

    private final Consumer<StateChange> onChange;
    /** Oldest first. Replaced as a whole: a list that cannot grow takes no room while it is empty, and most breakers never open. */
    private List<StateChange> latest;
    private long sequence;

    Journal(Consumer<StateChange> onChange, long sequence, Collection<StateChange> latest) {
        this.onChange = onChange;
        this.sequence = sequence;
        this.latest = List.copyOf(latest);
    }

    long nextSequence() {
        return sequence + 1;
    }

    void write(StateChange change) {
        sequence = change.sequence();
        latest = Stream.concat(latest.stream().skip(Math.max(0, latest.size() + 1 - KEPT)), Stream.of(change)).toList();
        onChange.accept(change);
    }

    long sequence() {
        return sequence;
    }

    /** Oldest first. */
    List<StateChange> latest() {
        return latest;
    }
}
