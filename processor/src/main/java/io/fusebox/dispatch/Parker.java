package io.fusebox.dispatch;

import io.fusebox.call.Delivery;
import io.fusebox.call.ParkReason;
import io.fusebox.call.Parked;
import io.fusebox.call.Problem;
import io.fusebox.call.ProblemType;
import io.fusebox.call.ResultStatus;
import io.fusebox.gate.Passage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Sends calls to wait: writes them to the retry topic, and keeps their place in the ledger until they are read back. */
final class Parker {
    /** A call that is due and waits for a place is looked at again, as its destination may close: after this time at first. */
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

    /** Behind a call with an ordering key that is due again before this, others stay in memory: to park them costs more than to wait. */
    private static final Duration SOON = Duration.ofSeconds(5);
    /** ... but no longer than this: its destination may have closed meanwhile. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(10);

    private final DispatchSettings settings;
    private final Ledger ledger;
    private final Effects effects;
    private final Endings endings;
    private final Fallbacks fallbacks;
    private final Turns turns;

    Parker(DispatchSettings settings, Ledger ledger, Effects effects, Endings endings, Fallbacks fallbacks,
            Turns turns) {
        this.settings = settings;
        this.ledger = ledger;
        this.effects = effects;
        this.endings = endings;
        this.fallbacks = fallbacks;
        this.turns = turns;
    }

    /** @param slot of the call's row, where it has one */
    void park(Lane lane, Delivery delivery, ParkReason reason, Instant due, OptionalInt slot, Instant now) {
        put(lane, delivery, reason, due, slot);
        if (settings.tellDeferred() && delivery.backup().isEmpty()) {
            endings.deferred(delivery, why(lane, delivery, reason, due, now), lane.state(), now);
        }
        delivery.place().ifPresent(turns::depart);
        leaveBehind(lane, delivery, reason, due, now);
    }

    /** A call with an ordering key will be parked: who waits for it in memory stays there for a moment, or is parked too. */
    void leaveBehind(Lane lane, Delivery delivery, ParkReason reason, Instant due, Instant now) {
        if (reason == ParkReason.RETRY && due.isBefore(now.plus(SOON))) {
            delivery.place().ifPresent(turn -> turns.rest(turn, now.plus(LONGEST_REST)));
        } else {
            parkBehind(lane, delivery, now);
        }
    }

    /** Likewise, for who knows how long. */
    void parkBehind(Lane lane, Delivery delivery, Instant now) {
        for (Lane.Waiting behind : turns.stepDown(delivery)) {
            hold(lane, behind.delivery(), OptionalInt.of(behind.slot()), now);
        }
    }

    /** A call waits in the parking for others with its ordering key, which may be of another lane. */
    void hold(Lane lane, Delivery delivery, OptionalInt slot, Instant now) {
        DestinationLanes destination = lane.destination();
        Lane own = destination.find(destination.policy().breakerOf(delivery.call())).orElse(lane);
        park(own, delivery, ParkReason.ORDERED, delivery.ageFrom(), slot, now);
    }

    private void put(Lane lane, Delivery delivery, ParkReason reason, Instant due, OptionalInt slot) {
        LedgerRow row = new LedgerRow.Parking(lane.name(), due, delivery.place());
        int place = ledger.put(slot, row);
        effects.add(new Effect.Park(parked(lane, delivery, reason, due), place));
    }

    /** A call that is to wait; where others can answer it, not for longer than until it is due. */
    Parked parked(Lane lane, Delivery delivery, ParkReason reason, Instant due) {
        DestinationPolicy policy = lane.destination().policy();
        boolean isTimed = (reason == ParkReason.RETRY || reason == ParkReason.SCHEDULED)
                && delivery.call().orderingKey().isEmpty();
        boolean leaves = delivery.backup().isPresent() || !policy.fallback().chainOf(lane.name()).onlyQueues();
        return new Parked(delivery, reason, due, policy.retry().expiresAt(delivery),
                isTimed && leaves ? Optional.of(due) : Optional.empty());
    }

    /** The gate does not admit the call: it goes through its chain of fallbacks, or home if it only asks here as a backup. */
    void refuse(Lane lane, Delivery delivery, Passage passage, OptionalInt slot, Instant now) {
        countRejection(lane, passage);
        if (delivery.backup().isPresent()) {
            slot.ifPresent(ledger::remove);
            fallbacks.sendHome(delivery, now);
        } else {
            fall(lane, delivery, Trouble.rejected(notAdmitted(lane, now), false), 0, slot, now);
        }
    }

    /** A call that no backup has answered goes on with its chain. */
    void comeHome(Lane lane, Delivery delivery, Instant now) {
        delivery.detour()
                .ifPresent(detour -> fall(lane, delivery.arrivedHome(), Trouble.of(detour), detour.step(),
                        OptionalInt.empty(), now));
    }

    private void fall(Lane lane, Delivery delivery, Trouble trouble, int from, OptionalInt slot, Instant now) {
        switch (fallbacks.fall(lane, delivery, trouble, from, now)) {
            case GONE -> slot.ifPresent(ledger::remove);
            case QUEUE -> {
                if (trouble.deferred()) {
                    put(lane, delivery, ParkReason.REJECTED, delivery.ageFrom(), slot);
                } else {
                    park(lane, delivery, ParkReason.REJECTED, delivery.ageFrom(), slot, now);
                }
            }
            case FAIL -> {
                slot.ifPresent(ledger::remove);
                fail(delivery, trouble, lane, now);
            }
        }
    }

    private void fail(Delivery delivery, Trouble trouble, Lane lane, Instant now) {
        ResultStatus status = trouble.exhausted() ? ResultStatus.EXHAUSTED : ResultStatus.REJECTED;
        endings.refused(delivery, status, trouble.why(), lane.state(), now);
    }

    /** A parked call is due that others can answer: it does not wait any longer if its destination is closed. */
    void look(Lane lane, ParkingKey key, Parked call, Instant now) {
        Passage passage = lane.gate().look(now);
        if (passage == Passage.OPEN || passage == Passage.BUSY) {
            lane.parked().reschedule(key, call.lookedAt(Optional.of(nextLook(call, now))));
            return;
        }
        countRejection(lane, passage);
        Delivery delivery = call.delivery();
        if (delivery.backup().isPresent()) {
            lane.parked().remove(key);
            fallbacks.sendHome(delivery, now);
            return;
        }
        Trouble trouble = Trouble.rejected(notAdmitted(lane, now), true);
        switch (fallbacks.fall(lane, delivery, trouble, 0, now)) {
            case GONE -> lane.parked().remove(key);
            case QUEUE -> lane.parked().reschedule(key, call.lookedAt(Optional.empty()));
            case FAIL -> {
                lane.parked().remove(key);
                fail(delivery, trouble, lane, now);
            }
        }
    }

    /** The longer it has waited, the later: to look costs a write, and many may wait. */
    private static Instant nextLook(Parked call, Instant now) {
        Duration waited = Duration.between(call.due(), now);
        return now.plus(waited.compareTo(LOOK_INTERVAL) > 0 ? waited : LOOK_INTERVAL);
    }

    private static void countRejection(Lane lane, Passage passage) {
        if (passage == Passage.CLOSED) {
            lane.breaker().countRejection();
        }
    }

    private static Problem why(Lane lane, Delivery delivery, ParkReason reason, Instant due, Instant now) {
        return switch (reason) {
            case REJECTED -> notAdmitted(lane, now);
            case ORDERED -> Problem.of(ProblemType.DEFERRED,
                    "the call waits until those that came before it with the same ordering key are over");
            case SCHEDULED, REROUTED, REPLAYED, DETOUR, OTHER ->
                Problem.of(ProblemType.DEFERRED, "the call is made later, not before " + due);
            case RETRY -> Problem.of(ProblemType.DEFERRED, "the call is made again, not before %s; the last attempt: %s"
                    .formatted(due, delivery.history().getLast().message()));
        };
    }

    private static Problem notAdmitted(Lane lane, Instant now) {
        return lane.destination()
                .limits()
                .pause(now)
                .filter(_ -> lane.breaker().openUntil().isEmpty())
                .map(pause -> Problem.of(ProblemType.PAUSED, "destination %s is left alone %s"
                        .formatted(lane.destination().name(), pause.describe())))
                .orElseGet(() -> circuitOpen(lane, now));
    }

    private static Problem circuitOpen(Lane lane, Instant now) {
        String when = lane.breaker()
                .openUntil()
                .map(until -> "; it is probed in " + Math.max(0, Duration.between(now, until).toSeconds()) + " s")
                .orElse("");
        return Problem.of(ProblemType.CIRCUIT_OPEN, "breaker " + lane.name() + " is " + lane.state() + when);
    }
}
