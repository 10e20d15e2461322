package io.fusebox.dispatch;

import io.fusebox.call.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Tells calls that a destination has had already, by their ids. The first one counts, whatever becomes of it; how long its id is
 * remembered is up to the policy at that time. Destinations that do not ask for it cost nothing.
 */
final class Duplicates {
    /** In one decision. */
    private static final int MOST_FORGOTTEN = 500;

    private final SeenMemory memory;
    private final SortedHead<SeenUntil> ends;

    Duplicates(SeenMemory memory) {
        this.memory = memory;
        this.ends = new SortedHead<>(memory::scan, SeenUntil.FIRST, _ -> false);
    }

    /**
     * Whether a call that has just come is a duplicate; if not, it is remembered. A dead letter that is replayed is meant to be made
     * again, and a call on its way to a backup, or home, has been looked at when it came.
     *
     * @param window for how long ids are remembered; empty: not at all
     */
    boolean has(Delivery delivery, Optional<Duration> window, Instant now) {
        if (window.isEmpty() || delivery.replay() > 0 || delivery.detour().isPresent()) {
            return false;
        }
        SeenId id = new SeenId(delivery.call().destination(), delivery.call().id());
        Optional<Instant> known = memory.until(id);
        if (known.filter(now::isBefore).isPresent()) {
            return true;
        }
        known.ifPresent(until -> forget(new SeenUntil(until, id)));
        SeenUntil seen = new SeenUntil(now.plus(window.get()).truncatedTo(ChronoUnit.MILLIS), id);
        memory.put(seen);
        ends.add(seen);
        return false;
    }

    /** Some of those whose time is over. */
    void forgetSome(Instant now) {
        for (int i = 0; i < MOST_FORGOTTEN; i++) {
            Optional<SeenUntil> over = ends.first().filter(seen -> !seen.at().isAfter(now));
            if (over.isEmpty()) {
                return;
            }
            forget(over.get());
        }
    }

    private void forget(SeenUntil seen) {
        ends.remove(seen);
        memory.remove(seen);
    }
}
