package io.fusebox.cli;

import java.time.Duration;
import java.util.function.Supplier;

/** Says on standard error how far a long work is: in one line for a person, else in a new one every few seconds. */
final class Progress {
    private static final Duration FIRST_FOR_PEOPLE = Duration.ofSeconds(1);
    private static final Duration FOR_PEOPLE = Duration.ofMillis(200);
    private static final Duration FOR_LOGS = Duration.ofSeconds(5);

    private final Terminal terminal;
    private final boolean interactive;
    private long next;
    private boolean shown;

    Progress(Terminal terminal) {
        this.terminal = terminal;
        interactive = terminal.isInteractive();
        next = System.nanoTime() + (interactive ? FIRST_FOR_PEOPLE : FOR_LOGS).toNanos();
    }

    void show(Supplier<String> text) {
        long now = System.nanoTime();
        if (now - next < 0) {
            return;
        }
        if (interactive) {
            terminal.status(text.get());
            shown = true;
        } else {
            terminal.note(text.get());
        }
        next = now + (interactive ? FOR_PEOPLE : FOR_LOGS).toNanos();
    }

    /** Makes room for other lines. */
    void clear() {
        if (shown) {
            terminal.status("");
            shown = false;
        }
    }
}
