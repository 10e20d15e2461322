package io.fusebox.dispatch;

import io.fusebox.breaker.BreakerStatus;
import io.fusebox.breaker.StateChange;
import io.fusebox.call.BreakerName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Shows and saves breakers: a change of state at once, the rest once a second. */
final class Statuses {
    private final Effects effects;
    private final BreakerMemory memory;
    private final String owner;
    private final List<BreakerName> changed = new ArrayList<>();

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
                lane.touch(now);
                memory.put(name, lane.breaker().snapshot(now));
                showIfDue(lane, now);
            });
        }
        changed.clear();
    }

    void showIfDue(Lane lane, Instant now) {
        if (lane.isDueForShowing(now)) {
            memory.put(lane.name(), lane.breaker().snapshot(now));
            effects.add(new Effect.ShowStatus(statusOf(lane, now)));
            lane.shown(now);
        }
    }

    void retire(BreakerName name) {
        memory.remove(name);
        effects.add(new Effect.Retire(name));
    }

    private BreakerStatus statusOf(Lane lane, Instant now) {
        return new BreakerStatus(lane.name(), lane.breaker().metrics(now), lane.parked().size(),
                lane.parked().nextDue().filter(due -> !due.isAfter(now)), lane.gate().inFlight(),
                lane.breaker().openUntil(), lane.destination().policy().guardOf(lane.name()).described(), owner, now);
    }
}
