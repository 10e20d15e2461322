package io.fusebox.execution;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Completions on their way to the thread that owns the state.
 *
 * <p>Threading notes: the only object that two threads touch. Any thread may {@link #post}; the owner alone {@link #drain}s.
 */
public final class Mailbox {
    private final ConcurrentLinkedQueue<Completion> completions = new ConcurrentLinkedQueue<>();

    public void post(Completion completion) {
        completions.add(completion);
    }

    /** Hands over what is there now, oldest first; what arrives meanwhile may or may not be among it. */
    public void drain(Consumer<Completion> owner) {
        for (Completion next = completions.poll(); next != null; next = completions.poll()) {
            owner.accept(next);
        }
    }

    public boolean isEmpty() {
        return completions.isEmpty();
    }
}
