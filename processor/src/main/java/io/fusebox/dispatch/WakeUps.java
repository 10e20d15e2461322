package io.fusebox.dispatch;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;

/** When which lane is to be looked at again, because time alone changes something there. */
final class WakeUps {
    private record WakeUp(Instant at, Lane lane) {}

    private final TreeSet<WakeUp> pending = new TreeSet<>(
            Comparator.comparing(WakeUp::at).thenComparing(wakeUp -> wakeUp.lane().name()));

    /** Replaces what was set for the lane. */
    void set(Lane lane, Optional<Instant> at) {
        if (!lane.wakeUp().equals(at)) {
            clear(lane);
            lane.wakeUp(at);
            at.ifPresent(time -> pending.add(new WakeUp(time, lane)));
        }
    }

    void clear(Lane lane) {
        lane.wakeUp().ifPresent(time -> pending.remove(new WakeUp(time, lane)));
        lane.wakeUp(Optional.empty());
    }

    /** Takes out a lane whose time has come. */
    Optional<Lane> pollDue(Instant now) {
        if (pending.isEmpty() || pending.first().at().isAfter(now)) {
            return Optional.empty();
        }
        Lane lane = pending.first().lane();
        clear(lane);
        return Optional.of(lane);
    }

    Optional<Instant> next() {
        return pending.isEmpty() ? Optional.empty() : Optional.of(pending.first().at());
    }
}
