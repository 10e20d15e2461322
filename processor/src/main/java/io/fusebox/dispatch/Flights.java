package io.fusebox.dispatch;

import io.fusebox.breaker.Permit;
import io.fusebox.call.AttemptId;
import io.fusebox.call.Delivery;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The attempts under way. */
final class Flights {
    /** After its timeout an attempt may take this long to say that it is over. */
    static final Duration MARGIN = Duration.ofSeconds(2);

    private final Map<Integer, Flight> bySlot = new HashMap<>();
    private final Ledger ledger;
    private final Effects effects;
    private final long incarnation;
    private long attempts;
    private int ours;

    Flights(Ledger ledger, Effects effects, long incarnation) {
        this.ledger = ledger;
        this.effects = effects;
        this.incarnation = incarnation;
    }

    /** An attempt about to start. */
    record Departure(Lane lane, Delivery delivery, Cargo cargo, URI target, Duration timeout,
            Optional<Duration> lateness) {}

    /**
     * Starts an attempt through the lane's gate, which has just said that it is open.
     *
     * @param slot of the call's row, where it has one
     */
    void start(Departure departure, OptionalInt slot, Instant now) {
        Lane lane = departure.lane();
        long generation = lane.breaker().generation();
        Permit permit = lane.gate().enter(now);
        LedgerRow.InFlight row = new LedgerRow.InFlight(departure.cargo(), lane.name(), ++attempts, now,
                now.plus(departure.timeout()).plus(MARGIN), generation, permit.probe());
        int place = ledger.put(slot, row);
        bySlot.put(place, new Flight(place, row, lane, departure.delivery(), permit, false));
        ours++;
        effects.add(new Effect.StartAttempt(new AttemptId(incarnation, place, row.attempt()), departure.delivery(),
                lane.destination().policy().destination(), departure.target(), departure.timeout(),
                departure.lateness()));
    }

    /** An earlier owner's attempt, of which nobody will say how it ended: it keeps its place until its lease is over. */
    void adopt(int slot, LedgerRow.InFlight row, Lane lane, Delivery delivery) {
        Permit permit = lane.gate().adopt(row.generation(), row.probe(), row.leaseUntil());
        bySlot.put(slot, new Flight(slot, row, lane, delivery, permit, true));
    }

    /** Takes out the attempt that a completion speaks of; empty where it is not under way (any more). */
    Optional<Flight> land(AttemptId id) {
        Flight flight = bySlot.get(id.slot());
        if (flight == null || flight.adopted() || id.incarnation() != incarnation
                || id.sequence() != flight.row().attempt()) {
            return Optional.empty();
        }
        remove(flight);
        return Optional.of(flight);
    }

    /** Takes out all whose lease is over. */
    List<Flight> overdue(Instant now) {
        List<Flight> overdue = bySlot.values()
                .stream()
                .filter(flight -> now.isAfter(flight.row().leaseUntil()))
                .toList();
        overdue.forEach(this::remove);
        return overdue;
    }

    /** How many this owner started, and so waits for. */
    int ours() {
        return ours;
    }

    private void remove(Flight flight) {
        bySlot.remove(flight.slot());
        ours -= flight.adopted() ? 0 : 1;
    }
}
