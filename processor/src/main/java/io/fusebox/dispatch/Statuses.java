package io.fusebox.dispatch;

import io.fusebox.breaker.BreakerStatus;
import io.fusebox.breaker.StateChange;
import io.fusebox.call.BreakerName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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
    private final List<BreakerName> changed = new ArrayList<>();
    /** Where the next round begins. */
    private int turn;

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

    /** A state that was announced must be remembered in the same transaction. */
    void afterDecision(Lanes lanes, Instant now) {
        for (BreakerName name : changed) {
            lanes.find(name).ifPresent(lane -> {
                lane.changed(now);
                memory.put(name, lane.breaker().snapshot(now));
                showIfDue(lane, now);
            });
        }
        changed.clear();
    }

    void showIfDue(Lane lane, Instant now) {
        if (lane.isDueForShowing(now)) {
            show(lane, now);
        }
    }

    private void show(Lane lane, Instant now) {
        memory.put(lane.name(), lane.breaker().snapshot(now));
        effects.add(new Effect.ShowStatus(statusOf(lane, now)));
        lane.shown(now);
    }

    /** To be called once a second. */
    void showSome(List<Lane> lanes, Instant now) {
        int begin = lanes.isEmpty() ? 0 : turn % lanes.size();
        int shown = 0;
        for (int i = 0; i < lanes.size(); i++) {
            Lane lane = lanes.get((begin + i) % lanes.size());
            if (!lane.isDueForShowing(now) || (shown >= MOST_AT_ONCE && !lane.hasChanged())) {
                continue;
            }
            show(lane, now);
            if (++shown == MOST_AT_ONCE) {
                turn = begin + i + 1;
            }
        }
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
