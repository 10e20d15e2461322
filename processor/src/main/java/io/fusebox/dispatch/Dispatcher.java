package io.fusebox.dispatch;

import io.fusebox.breaker.Breaker;
import io.fusebox.call.BreakerName;
import io.fusebox.call.CallTarget;
import io.fusebox.call.CallTargets;
import io.fusebox.call.Command;
import io.fusebox.call.Delivery;
import io.fusebox.call.ParkReason;
import io.fusebox.call.Parked;
import io.fusebox.call.Problem;
import io.fusebox.call.ResultStatus;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Decides what happens to the calls of one partition.
 *
 * <p>A call arrives; it starts at once, waits in memory for a place, or is parked: written to the retry topic, and read back into the
 * parking. Its attempt ends; the call is over, or parked. Time passes; breakers change, parked calls come due or expire. All that is
 * to be done is told as {@link Effect}s; all that must outlive this owner is in the ledger, the parking and the breaker memory.
 *
 * <p>Threading notes: one thread owns a dispatcher. It reads no clock: {@code now} comes with each input.
 */
public final class Dispatcher {
    private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(1);
    /** As long as commits are apart under load: a call that has gone by then is seldom written to the ledger. */
    private static final Duration SHORT_WAIT = Duration.ofMillis(500);
    /** In one decision: a backlog that expires as one must not hold up a transaction. */
    static final int MOST_ENDINGS = 500;

    private final DispatchSettings settings;
    private final Ledger ledger;
    private final Parking parking;
    private final Effects effects = new Effects();
    private final WakeUps wakeUps = new WakeUps();
    private final CallTargets targets = new CallTargets();
    private final Turns turns;
    private final Duplicates duplicates;
    private final Endings endings;
    private final Statuses statuses;
    private final Lanes lanes;
    private final Flights flights;
    private final Fallbacks fallbacks;
    private final Parker parker;
    private final Departures departures;
    private final Landings landings;
    private final Visits visits;
    private final Followers followers;
    private final Deadlines deadlines;
    private final Errands errands;
    private final Orders orders;
    private Instant lastSweep = Instant.EPOCH;

    /**
     * Takes over what an earlier owner has left.
     *
     * @param incarnation tells this owner's attempts from those of all before it
     * @param owns whether a destination belongs to this partition
     */
    public Dispatcher(DispatchSettings settings, long incarnation, Memory memory, Policies policies,
            Predicate<String> owns, RandomGenerator random, Instant now) {
        this.settings = settings;
        this.ledger = memory.ledger();
        this.parking = memory.parking();
        this.turns = new Turns(parking);
        this.duplicates = new Duplicates(memory.seen());
        this.endings = new Endings(effects, turns);
        SortedHead<Expiry> expiries = new SortedHead<>(parking::scanExpiries, Expiry.FIRST, _ -> false);
        this.statuses = new Statuses(effects, memory.breakers(), settings.owner());
        this.lanes = new Lanes(memory, expiries, owns, random, statuses, now);
        this.flights = new Flights(ledger, effects, incarnation);
        this.fallbacks = new Fallbacks(effects, endings, new AnswerCache(memory.answers(), policies, now));
        this.parker = new Parker(settings, ledger, effects, endings, fallbacks, turns);
        this.departures = new Departures(ledger, flights, endings, parker, fallbacks, wakeUps, targets, turns);
        this.landings = new Landings(ledger, effects, endings, parker, fallbacks, lanes, random);
        this.visits = new Visits(fallbacks, endings, parker, departures, targets);
        this.followers = new Followers(turns, ledger, lanes, parker, departures, endings);
        this.deadlines = new Deadlines(expiries, memory, lanes, parker, fallbacks, endings);
        this.errands = new Errands(memory, lanes, endings);
        this.orders = new Orders(lanes, errands);
        lanes.takeOver(policies, now);
        Handover handover = Handover.of(ledger);
        handover.turns().forEach(turns::adopt);
        handover.parking().forEach(turns::depart);
        handover.inFlight().forEach((slot, row) -> adopt(slot, row, now));
        for (Lane.Waiting waiting : handover.waiting()) {
            ledger.remove(waiting.slot());
            arrive(waiting.delivery(), now);
        }
        followers.goOn(now);
        lanes.destinations().forEach(destination -> departures.startNext(destination, now));
    }

    /** Decides on one input. The effects are to be carried out in their order, before the next input. */
    public List<Effect> decide(Input input, Instant now) {
        switch (input) {
            case Input.Arrived(var delivery) -> receive(delivery, now);
            case Input.ReadBack(var parked, var sequence, var slot) -> readBack(parked, sequence, slot, now);
            case Input.Completed(var id, var outcome, var duration) -> flights.land(id).ifPresent(flight -> {
                landings.land(flight, outcome, duration, now);
                followers.goOn(now);
                departures.startNext(flight.lane().destination(), now);
            });
            case Input.Confirmed(var id) -> departures.confirmed(id, now);
            case Input.TimePassed() -> passTime(now);
            case Input.PoliciesChanged(var policies) -> {
                lanes.change(policies, now);
                fallbacks.change(policies);
                lanes.destinations().forEach(destination -> departures.startNext(destination, now));
            }
            case Input.Operated(var command) -> operate(command, now);
            case Input.Managed(var command) -> lanes.of(command.destination(), now).ifPresent(destination -> {
                orders.obey(command, destination, now);
                departures.startNext(destination, now);
            });
            case Input.StopStarting() -> departures.stop(now);
        }
        followers.goOn(now);
        statuses.afterDecision(lanes, now);
        return effects.take();
    }

    /** When {@link Input.TimePassed} is next due; later is late, earlier is harmless. At least once a second in any case. */
    public Optional<Instant> nextWakeUp() {
        if (turns.hasFreed()) {
            return Optional.of(Instant.EPOCH);
        }
        return Stream.of(wakeUps.next(), deadlines.next(), errands.next())
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    /**
     * Calls that wait in memory for a place and will soon have one: more of them need not be taken in. Not those of a destination that
     * keeps its calls waiting for longer: others are not to wait behind it.
     */
    public int waitingShortly(Instant now) {
        return departures.waitingSince(now.minus(SHORT_WAIT));
    }

    /** Attempts under way that this owner started. */
    public int inFlight() {
        return flights.ours();
    }

    private void receive(Delivery delivery, Instant now) {
        String destination = delivery.call().destination();
        if (duplicates.has(delivery, lanes.policy(destination).flatMap(DestinationPolicy::deduplicate), now)) {
            effects.add(new Effect.DropDuplicate(destination, delivery.call().id()));
        } else {
            arrive(turns.join(delivery), now);
        }
    }

    private void arrive(Delivery delivery, Instant now) {
        Optional<DestinationLanes> known = lanes.of(delivery.servedBy(), now);
        if (known.isEmpty()) {
            visits.strand(delivery, now);
            return;
        }
        DestinationPolicy policy = known.get().policy();
        Lane lane = lanes.open(known.get(), policy.breakerOf(delivery.call()), now);
        lane.touch(now);
        if (delivery.detour().isPresent()) {
            visits.arrive(lane, delivery, now);
            return;
        }
        Optional<Problem> problem = ArrivalCheck.problem(delivery, policy, settings.requestLimit(), now);
        if (problem.isPresent()) {
            endings.refused(delivery, ResultStatus.FAILED, problem.get(), lane.state(), now);
            return;
        }
        switch (targets.of(delivery.call(), policy.destination())) {
            case CallTarget.Refused(var refusal) ->
                endings.refused(delivery, ResultStatus.FAILED, refusal, lane.state(), now);
            case CallTarget.Accepted(var uri) -> schedule(lane, delivery, uri, now);
        }
    }

    /** A breaker that nobody has called yet is turned too: whoever holds it open wants no first call. */
    private void operate(Command.Operate command, Instant now) {
        destinationOf(command.breaker(), now).ifPresent(destination -> {
            Breaker breaker = lanes.open(destination, command.breaker(), now).breaker();
            switch (command.action()) {
                case RESET -> breaker.reset(command.operator(), now);
                case FORCE_OPEN -> breaker.forceOpen(command.operator(), now);
                case FORCE_CLOSED -> breaker.forceClosed(command.operator(), now);
                case RELEASE -> breaker.automatic(command.operator(), now);
            }
            departures.startNext(destination, now);
        });
    }

    /** Whether there is such a breaker, to obey an operator. */
    public boolean knows(BreakerName breaker, Instant now) {
        return destinationOf(breaker, now).isPresent();
    }

    /** Whether there is such a destination, to obey an operator. */
    public boolean knows(String destination, Instant now) {
        return lanes.of(destination, now).isPresent();
    }

    private Optional<DestinationLanes> destinationOf(BreakerName breaker, Instant now) {
        return lanes.of(breaker.destination(), now)
                .filter(destination -> destination.policy().breakers().contains(breaker));
    }

    private void schedule(Lane lane, Delivery delivery, URI target, Instant now) {
        Instant expiresAt = lane.destination().policy().retry().expiresAt(delivery);
        Optional<Instant> later = delivery.call().notBefore().filter(now::isBefore);
        if (!now.isBefore(expiresAt)) {
            endings.expired(delivery, expiresAt, lane.state(), now);
        } else if (!turns.claim(delivery)) {
            followers.add(lane, delivery, now);
        } else if (later.isPresent()) {
            parker.park(lane, delivery, ParkReason.SCHEDULED, later.get(), OptionalInt.empty(), now);
        } else {
            departures.admit(lane, delivery, target, now);
        }
    }

    private void readBack(Parked parked, long sequence, OptionalInt slot, Instant now) {
        Optional<Integer> place = slot.stream()
                .boxed()
                .filter(its -> ledger.at(its).filter(LedgerRow.Parking.class::isInstance).isPresent())
                .findFirst();
        place.ifPresent(ledger::remove);
        Delivery delivery = parked.delivery();
        lanes.of(delivery.servedBy(), now).ifPresentOrElse(destination -> {
            Lane lane = lanes.open(destination, destination.policy().breakerOf(delivery.call()), now);
            lane.touch(now);
            errands.receive(lane, parked, place, now)
                    .ifPresent(wanted -> lane.parked().insert(place(lane, wanted, sequence), wanted));
            departures.startNext(destination, now);
        }, () -> visits.strand(delivery, now));
    }

    private ParkingKey place(Lane lane, Parked parked, long sequence) {
        return turns.arrive(parked.delivery()) ? new ParkingKey(lane.name(), parked.due(), sequence)
                : ParkingKey.held(lane.name(), parked.delivery().turn().orElseThrow(), sequence);
    }

    private void adopt(int slot, LedgerRow.InFlight row, Instant now) {
        Delivery delivery = switch (row.cargo()) {
            case Cargo.Fresh(var fresh) -> fresh;
            case Cargo.Drained(var key) -> parking.require(key).delivery();
        };
        lanes.of(row.breaker().destination(), now).ifPresentOrElse(destination -> {
            Lane lane = lanes.open(destination, row.breaker(), now);
            if (row.cargo() instanceof Cargo.Drained(var key)) {
                lane.parked().take(key);
            }
            turns.goUp(delivery);
            flights.adopt(slot, row, lane, delivery);
        }, () -> {
            ledger.remove(slot);
            if (row.cargo() instanceof Cargo.Drained(var key)) {
                lanes.removeParked(key, now);
            }
            if (row.atMostOnce()) {
                Duration duration = Duration.between(row.startedAt(), now);
                landings.unknown(delivery.after(
                        Endings.remember(delivery, row, row.startedAt(), Landings.LOST, duration), true), Landings.LOST,
                        "", now);
            } else {
                visits.strand(delivery, now);
            }
        });
    }

    private void passTime(Instant now) {
        List<Lane> due = new ArrayList<>();
        for (Optional<Lane> lane = wakeUps.pollDue(now); lane.isPresent(); lane = wakeUps.pollDue(now)) {
            due.add(lane.get());
        }
        for (Lane lane : due) {
            lane.breaker().observe(now);
            departures.startNext(lane.destination(), now);
        }
        deadlines.meetParked(now);
        duplicates.forgetSome(now);
        errands.goOn(now).flatMap(lanes::find).ifPresent(destination -> departures.startNext(destination, now));
        if (Duration.between(lastSweep, now).abs().compareTo(SWEEP_INTERVAL) >= 0) {
            lastSweep = now;
            sweep(now);
        }
    }

    /** What need not be looked at more than once a second. */
    private void sweep(Instant now) {
        for (Flight flight : flights.overdue(now)) {
            landings.lose(flight, now);
            departures.startNext(flight.lane().destination(), now);
        }
        departures.queued().forEach(lane -> deadlines.expireQueued(lane, now));
        followers.sweep(now);
        statuses.showSome(now);
        lanes.showSome(now);
        lanes.endPauses(now);
        for (Lane lane : lanes.close(now)) {
            wakeUps.clear(lane);
            if (lane.destination().lanes().isEmpty() && !lanes.isConfigured(lane.destination().name())) {
                fallbacks.forget(lane.destination().name());
            }
        }
    }
}
