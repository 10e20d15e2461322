package io.fusebox.dispatch;

import io.fusebox.call.Delivery;
import io.fusebox.call.ParkReason;
import io.fusebox.call.Parked;
import io.fusebox.call.Pause;
import io.fusebox.call.Problem;
import io.fusebox.call.ProblemType;
import io.fusebox.call.ResultStatus;
import io.fusebox.gate.Passage;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/** Sends calls to wait: writes them to the retry topic, and keeps their place in the ledger until they are read back. */
final class Parker {
    private final DispatchSettings settings;
    private final Ledger ledger;
    private final Effects effects;
    private final Endings endings;

    Parker(DispatchSettings settings, Ledger ledger, Effects effects, Endings endings) {
        this.settings = settings;
        this.ledger = ledger;
        this.effects = effects;
        this.endings = endings;
    }

    /** @param slot of the call's row, where it has one */
    void park(Lane lane, Delivery delivery, ParkReason reason, Instant due, OptionalInt slot, Instant now) {
        LedgerRow row = new LedgerRow.Parking(lane.name(), due);
        int place = ledger.put(slot, row);
        Instant expiresAt = lane.destination().policy().retry().expiresAt(delivery);
        effects.add(new Effect.Park(new Parked(delivery, reason, due, expiresAt), place));
        if (settings.tellDeferred()) {
            endings.deferred(delivery, why(lane, delivery, reason, due, now), lane.state(), now);
        }
    }

    /** The gate does not admit the call: it waits for its destination, or ends, as the policy says. */
    void refuse(Lane lane, Delivery delivery, Passage passage, OptionalInt slot, Instant now) {
        if (passage == Passage.CLOSED) {
            lane.breaker().countRejection();
        }
        switch (lane.destination().policy().fallback()) {
            case QUEUE -> park(lane, delivery, ParkReason.REJECTED, delivery.ageFrom(), slot, now);
            case FAIL -> {
                slot.ifPresent(ledger::remove);
                endings.refused(delivery, ResultStatus.REJECTED, notAdmitted(lane, now), lane.state(), now);
            }
        }
    }

    private static Problem why(Lane lane, Delivery delivery, ParkReason reason, Instant due, Instant now) {
        return switch (reason) {
            case REJECTED -> notAdmitted(lane, now);
            case SCHEDULED, REROUTED, REPLAYED, OTHER ->
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
