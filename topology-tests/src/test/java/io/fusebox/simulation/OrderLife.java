package io.fusebox.simulation;

import io.fusebox.call.Command.Task;
import io.fusebox.call.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What operators have asked of a destination. */
final class OrderLife extends Remembered {
    private Instant pausedUntil = Instant.MIN;
    private Instant keptPause = Instant.MIN;
    private Instant cancelledUpTo = Instant.MIN;
    private Instant keptCancel = Instant.MIN;
    /** Those of orders that were lost and given again among them. */
    private final Set<Instant> drains = new HashSet<>();

    void hear(Task task, Instant now) {
        switch (task) {
            case Task.Suspend(Optional<Duration> length) -> {
                Instant until = length.map(now::plus).orElse(Pause.UNTIL_RESUMED);
                pausedUntil = until.isAfter(pausedUntil) ? until : pausedUntil;
            }
            case Task.Resume() -> pausedUntil = Instant.MIN;
            case Task.DrainNow _ -> drains.add(now);
            case Task.Cancel _ -> cancelledUpTo = now.isAfter(cancelledUpTo) ? now : cancelledUpTo;
            case Task.Delete _ -> throw new IllegalArgumentException("nobody deletes a destination here");
        }
    }

    /** The clock is about to step: a pause that was over by the old one need not begin anew. */
    void observe(Instant now) {
        pausedUntil = now.isBefore(pausedUntil) ? pausedUntil : Instant.MIN;
        keptPause = now.isBefore(keptPause) ? keptPause : Instant.MIN;
    }

    Instant pausedUntil() {
        return pausedUntil;
    }

    /** Calls that came later are not to be cancelled. */
    Instant cancelledUpTo() {
        return cancelledUpTo;
    }

    boolean hasDrainedAt(Instant time) {
        return drains.contains(time);
    }

    @Override
    void keep() {
        keptPause = pausedUntil;
        keptCancel = cancelledUpTo;
    }

    @Override
    void revert() {
        pausedUntil = keptPause;
        cancelledUpTo = keptCancel;
    }
}
