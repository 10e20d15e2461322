package io.fusebox.dispatch;

import io.fusebox.call.AttemptId;
import io.fusebox.call.CallTarget;
import io.fusebox.call.CallTargets;
import io.fusebox.call.Delivery;
import io.fusebox.call.ParkReason;
import io.fusebox.call.Parked;
import io.fusebox.call.ResultStatus;
import io.fusebox.gate.Passage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Starts calls: those that arrive if nothing stands before them, and those that wait, in order, when their gate is open. */
final class Departures {
    private final Ledger ledger;
    private final Flights flights;
    private final Endings endings;
    private final Parker parker;
    private final Fallbacks fallbacks;
    private final WakeUps wakeUps;
    private final CallTargets targets;
    private final Turns turns;
    /** Where calls wait in memory, and where some did a moment ago. */
    private final Set<Lane> queued = new LinkedHashSet<>();
    private boolean stopped;

    Departures(Ledger ledger, Flights flights, Endings endings, Parker parker, Fallbacks fallbacks,
            WakeUps wakeUps, CallTargets targets, Turns turns) {
        this.ledger = ledger;
        this.flights = flights;
        this.endings = endings;
        this.parker = parker;
        this.fallbacks = fallbacks;
        this.wakeUps = wakeUps;
        this.targets = targets;
        this.turns = turns;
    }

    /** From now on nothing starts; what would, waits in the ledger for the next owner. */
    void stop(Instant now) {
        stopped = true;
        flights.withdraw().reversed().forEach(waiting -> putBack(waiting, now));
    }

    /** An attempt's row is committed: it begins, if its gate would still let it. */
    void confirmed(AttemptId id, Instant now) {
        flights.confirm(id).ifPresent(waiting -> {
            Flight flight = waiting.flight();
            Lane lane = flight.lane();
            Duration left = Duration.between(now, lane.destination().policy().retry().expiresAt(flight.delivery()));
            boolean stands = lane.gate().honours(flight.permit(), now)
                    && now.isBefore(flight.startedAt().plus(Flights.CONFIRMATION_LIMIT));
            if (stands && left.isPositive()) {
                flights.begin(waiting, shorter(waiting.departure().timeout(), left), now);
            } else {
                putBack(waiting, now);
                startNext(lane.destination(), now);
            }
        });
    }

    /** An attempt that has not begun gives its place back; its call waits first in line. */
    private void putBack(Flights.Unconfirmed waiting, Instant now) {
        Flight flight = waiting.flight();
        Lane lane = flight.lane();
        lane.gate().abandon(flight.permit(), now);
        switch (flight.row().cargo()) {
            case Cargo.Fresh(Delivery delivery) -> {
                ledger.replace(flight.slot(), new LedgerRow.Waiting(delivery));
                putFirst(lane, new Lane.Waiting(flight.slot(), delivery));
            }
            case Cargo.Drained(ParkingKey key) -> {
                ledger.remove(flight.slot());
                lane.parked().putBack(key);
                parker.parkBehind(lane, flight.delivery(), now);
            }
        }
    }

    /** A call that may start now, if its gate lets it and nothing stands before it. */
    void admit(Lane lane, Delivery delivery, URI target, Instant now) {
        if (stopped) {
            await(lane, delivery);
            return;
        }
        Passage passage = lane.gate().look(now);
        switch (passage) {
            case CLOSED, PAUSED -> parker.refuse(lane, delivery, passage, OptionalInt.empty(), now);
            case OPEN -> {
                if (lane.nextSince(now).isEmpty()) {
                    depart(lane, delivery, new Cargo.Fresh(delivery), target, Optional.empty(), OptionalInt.empty(),
                            now);
                } else {
                    awaitOrPark(lane, delivery, now);
                }
            }
            case BUSY -> awaitOrPark(lane, delivery, now);
        }
        startNext(lane.destination(), now);
    }

    private void awaitOrPark(Lane lane, Delivery delivery, Instant now) {
        if (lane.queue().size() < lane.destination().policy().queue()) {
            await(lane, delivery);
        } else if (delivery.backup().isPresent()) {
            parker.refuse(lane, delivery, Passage.BUSY, OptionalInt.empty(), now);
        } else {
            parker.park(lane, delivery, ParkReason.REJECTED, delivery.ageFrom(), OptionalInt.empty(), now);
        }
    }

    /** A call in the ledger that waits before all others in memory. */
    void putFirst(Lane lane, Lane.Waiting call) {
        lane.queue().addFirst(call);
        queued.add(lane);
    }

    private void await(Lane lane, Delivery delivery) {
        lane.queue().add(new Lane.Waiting(ledger.add(new LedgerRow.Waiting(delivery)), delivery));
        queued.add(lane);
    }

    /** The lanes where calls wait in memory. */
    List<Lane> queued() {
        queued.removeIf(lane -> lane.queue().isEmpty());
        return List.copyOf(queued);
    }

    /** Calls in the queues of lanes where none waits that came before. */
    int waitingSince(Instant since) {
        queued.removeIf(lane -> lane.queue().isEmpty());
        int waiting = 0;
        for (Lane lane : queued) {
            if (!lane.queue().getFirst().delivery().ageFrom().isBefore(since)) {
                waiting += lane.queue().size();
            }
        }
        return waiting;
    }

    /** Starts what can start at a destination, the call that has waited longest first. */
    void startNext(DestinationLanes destination, Instant now) {
        Optional<Lane> next = nextLane(destination, now);
        for (int turns = 0; next.isPresent() && turns < Dispatcher.MOST_ENDINGS; turns++) {
            startOne(next.get(), now);
            next = nextLane(destination, now);
        }
        destination.lanes().forEach(lane -> wakeUps.set(lane, lane.nextChange(now)));
        next.ifPresent(lane -> wakeUps.set(lane, Optional.of(now)));
    }

    private Optional<Lane> nextLane(DestinationLanes destination, Instant now) {
        Optional<Lane> next = Optional.empty();
        Instant longest = Instant.MAX;
        for (Lane lane : destination.lanes()) {
            Optional<Instant> since = stopped || !destination.isConfigured() ? Optional.empty()
                    : lane.nextSince(now);
            if (since.isPresent() && isOpen(lane, now) && since.get().isBefore(longest)) {
                next = Optional.of(lane);
                longest = since.get();
            }
        }
        return next;
    }

    /** Asks the gate; where it is closed or paused, nothing waits for it in memory. */
    private boolean isOpen(Lane lane, Instant now) {
        Passage passage = lane.gate().look(now);
        if (passage == Passage.CLOSED || passage == Passage.PAUSED) {
            for (Lane.Waiting call = lane.queue().poll(); call != null; call = lane.queue().poll()) {
                parker.refuse(lane, call.delivery(), passage, OptionalInt.of(call.slot()), now);
            }
        }
        return passage == Passage.OPEN;
    }

    private void startOne(Lane lane, Instant now) {
        if (lane.nextIsParked(now)) {
            ParkedQueue parked = lane.parked();
            ParkingKey key = lane.breaker().isProbing() ? parked.bestProbe(now) : parked.firstDue();
            Parked call = parked.call(key);
            parked.take(key);
            turns.goUp(call.delivery());
            Optional<Duration> lateness = isTimed(call.reason()) ? Optional.of(Duration.between(call.due(), now))
                    : Optional.empty();
            check(lane, call.delivery(), new Cargo.Drained(key), lateness, OptionalInt.empty(), now);
        } else {
            Lane.Waiting call = lane.queue().remove();
            check(lane, call.delivery(), new Cargo.Fresh(call.delivery()), Optional.empty(),
                    OptionalInt.of(call.slot()), now);
        }
    }

    /** What was true when the call came need not be true after it has waited. */
    private void check(Lane lane, Delivery delivery, Cargo cargo, Optional<Duration> lateness, OptionalInt slot,
            Instant now) {
        DestinationPolicy policy = lane.destination().policy();
        String state = lane.state();
        Instant expiresAt = policy.retry().expiresAt(delivery);
        if (!now.isBefore(expiresAt)) {
            discard(lane, cargo, slot);
            endings.expired(delivery, expiresAt, state, now);
            return;
        }
        switch (targets.of(delivery.call(), policy.destination())) {
            case CallTarget.Accepted(URI uri) -> depart(lane, delivery, cargo, uri, lateness, slot, now);
            case CallTarget.Refused(var problem) -> {
                discard(lane, cargo, slot);
                if (!fallbacks.sendHome(delivery, now)) {
                    endings.refused(delivery, ResultStatus.FAILED, problem, state, now);
                }
            }
        }
    }

    private void discard(Lane lane, Cargo cargo, OptionalInt slot) {
        slot.ifPresent(ledger::remove);
        if (cargo instanceof Cargo.Drained(ParkingKey key)) {
            lane.parked().remove(key);
        }
    }

    private void depart(Lane lane, Delivery delivery, Cargo cargo, URI target, Optional<Duration> lateness,
            OptionalInt slot, Instant now) {
        DestinationPolicy policy = lane.destination().policy();
        Duration allowed = policy.guardOf(lane.name()).policy().timeout();
        Duration asked = delivery.call().timeout().map(timeout -> shorter(timeout, allowed)).orElse(allowed);
        Duration left = Duration.between(now, policy.retry().expiresAt(delivery));
        flights.start(new Flights.Departure(lane, delivery, cargo, target, shorter(asked, left), lateness), slot, now);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Whether the call waited for a time, and not for its destination. */
    private static boolean isTimed(ParkReason reason) {
        return reason == ParkReason.RETRY || reason == ParkReason.SCHEDULED;
    }
}
