package io.fusebox.dispatch;

import io.fusebox.breaker.Permit;
import io.fusebox.call.AttemptId;
import io.fusebox.call.Delivery;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The attempts under way. */
final class Flights {
    /** After its timeout an attempt may take this long to say that it is over. */
    static final Duration MARGIN = Duration.ofSeconds(2);
    /** A row that took longer than this to be committed is written anew: its lease would not cover the attempt. */
    static final Duration CONFIRMATION_LIMIT = Duration.ofSeconds(3);

    private final Map<Integer, Flight> bySlot = new HashMap<>();
    private final Map<Integer, Unconfirmed> unconfirmed = new LinkedHashMap<>();
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
    record Departure(
            Lane lane,
            Delivery delivery,
            Cargo cargo,
            URI target,
            Duration timeout,
            Optional<Duration> lateness) {}

    /** An attempt that starts when its row is committed. */
    record Unconfirmed(Flight flight, Departure departure) {}

    /**
     * Starts an attempt through the lane's gate, which has just said that it is open. Where a call may not be sent twice, it starts
     * with {@link #begin}: a row that is not committed is lost in a crash, and who comes after would send the call again.
     *
     * @param slot of the call's row, where it has one
     */
    void start(Departure departure, OptionalInt slot, Instant now) {
        Lane lane = departure.lane();
        boolean atMostOnce = lane.destination().policy().sendsOnce(departure.delivery());
        long generation = lane.breaker().generation();
        Permit permit = lane.gate().enter(now);
        Instant leaseUntil = now.plus(departure.timeout()).plus(atMostOnce ? MARGIN.plus(CONFIRMATION_LIMIT) : MARGIN);
        LedgerRow.InFlight row = new LedgerRow.InFlight(departure.cargo(), lane.name(), ++attempts, now, leaseUntil,
                generation, permit.probe(), atMostOnce);
        int place = ledger.put(slot, row);
        Flight flight = new Flight(place, row, lane, departure.delivery(), permit, now, false);
        ours++;
        if (atMostOnce) {
            unconfirmed.put(place, new Unconfirmed(flight, departure));
            effects.add(new Effect.Confirm(id(flight)));
        } else {
            begin(flight, departure);
        }
    }

    /** Takes out the attempt whose row is now known to be committed; empty where it is not waiting for that (any more). */
    Optional<Unconfirmed> confirm(AttemptId id) {
        Unconfirmed waiting = unconfirmed.get(id.slot());
        if (waiting == null || !id(waiting.flight()).equals(id)) {
            return Optional.empty();
        }
        remove(waiting);
        return Optional.of(waiting);
    }

    /** Takes out all attempts that have not begun. */
    List<Unconfirmed> withdraw() {
        List<Unconfirmed> all = List.copyOf(unconfirmed.values());
        all.forEach(this::remove);
        return all;
    }

    /** Begins an attempt that was confirmed. */
    void begin(Unconfirmed confirmed, Duration timeout, Instant now) {
        ours++;
        Departure planned = confirmed.departure();
        begin(confirmed.flight().startedAt(now), new Departure(planned.lane(), planned.delivery(), planned.cargo(),
                planned.target(), timeout, planned.lateness()));
    }

    private void begin(Flight flight, Departure departure) {
        bySlot.put(flight.slot(), flight);
        effects.add(new Effect.StartAttempt(id(flight), departure.delivery(),
                departure.lane().destination().policy().destination(), departure.target(), departure.timeout(),
                departure.lateness()));
    }

    /** An earlier owner's attempt, of which nobody will say how it ended: it keeps its place until its lease is over. */
    void adopt(int slot, LedgerRow.InFlight row, Lane lane, Delivery delivery) {
        Permit permit = lane.gate().adopt(row.generation(), row.probe(), row.leaseUntil());
        bySlot.put(slot, new Flight(slot, row, lane, delivery, permit, row.startedAt(), true));
    }

    /** Takes out the attempt that a completion speaks of; empty where it is not under way (any more). */
    Optional<Flight> land(AttemptId id) {
        Flight flight = bySlot.get(id.slot());
        if (flight == null || flight.adopted() || !id(flight).equals(id)) {
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

    private AttemptId id(Flight flight) {
        return new AttemptId(incarnation, flight.slot(), flight.row().attempt());
    }

    private void remove(Unconfirmed waiting) {
        unconfirmed.remove(waiting.flight().slot());
        ours--;
    }

    private void remove(Flight flight) {
        bySlot.remove(flight.slot());
        ours -= flight.adopted() ? 0 : 1;
    }
}
