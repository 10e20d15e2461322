package io.fusebox.dispatch;

import io.fusebox.breaker.BreakerStatus;
import io.fusebox.breaker.StateChange;
import io.fusebox.call.BreakerName;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Shows and saves breakers: a change of state at once, the rest once a second. Where there are very many, they take turns: what is
 * shown costs about as much as a call.
 */
final class Statuses {
    /** Of those whose state has not changed, in one round. */
    static final int MOST_AT_ONCE = 200;

    private final Effects effects;
    private final BreakerMemory memory;
    private final String owner;
    private final Deque<BreakerName> changed = new ArrayDeque<>();
    /** Who has something new to show, and some that have just shown it; who has waited longest is first. */
    private final Set<Lane> touched = new LinkedHashSet<>();

    Statuses(Effects effects, BreakerMemory memory, String owner) {
        this.effects = effects;
        this.memory = memory;
        this.owner = owner;
    }

    /** A breaker's own word, in the middle of its change: what follows from it waits until {@link #afterDecision}. */
    void onChange(StateChange change) {
        effects.add(new Effect.Announce(change));
        changed.add(change.breaker());
    }

    void onTouch(Lane lane) {
        touched.add(lane);
    }

    /** A state that was announced must be remembered in the same transaction. To save it may bring another, if that was due. */
    void afterDecision(Lanes lanes, Instant now) {
        for (BreakerName name = changed.poll(); name != null; name = changed.poll()) {
            lanes.find(name).ifPresent(lane -> {
                lane.changed(now);
                save(lane, now);
                if (lane.isDueForShowing(now)) {
                    show(lane, now);
                }
            });
        }
    }

    void save(Lane lane, Instant now) {
        memory.put(lane.name(), lane.breaker().snapshot(now));
    }

    void show(Lane lane, Instant now) {
        effects.add(new Effect.ShowStatus(statusOf(lane, now)));
        lane.shown(now);
    }

    /** To be called once a second. */
    void showSome(Instant now) {
        int shown = 0;
        for (Iterator<Lane> waiting = touched.iterator(); waiting.hasNext();) {
            Lane lane = waiting.next();
            if (!lane.isTouched()) {
                waiting.remove();
            } else if (lane.isDueForShowing(now) && (shown < MOST_AT_ONCE || lane.hasChanged())) {
                waiting.remove();
                save(lane, now);
                show(lane, now);
                shown++;
            }
        }
    }

    /** The lane is about to be closed: what stays of the breaker is how it stands now. */
    void close(Lane lane, Instant now) {
        touched.remove(lane);
        // Its state may have changed as it was opened, in this decision, by a policy that is new to it.
        if (lane.hasBeenUsed() || changed.contains(lane.name())) {
            save(lane, now);
            show(lane, now);
        }
    }

    void retire(Lane lane) {
        touched.remove(lane);
        retire(lane.name());
    }

    void retire(BreakerName name) {
        memory.remove(name);
        effects.add(new Effect.Retire(name));
    }

    private BreakerStatus statusOf(Lane lane, Instant now) {
        return new BreakerStatus(lane.name(), lane.breaker().metrics(now), lane.parked().size(),
                lane.parked().nextDue().filter(due -> !due.isAfter(now)), lane.gate().inFlight(),
                lane.breaker().openUntil(), lane.destination().limits().pause(now),
                lane.destination().policy().guardOf(lane.name()).described(), owner, now);
    }
}
