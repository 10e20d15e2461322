package io.fusebox.dispatch;

import io.fusebox.breaker.Breaker;
import io.fusebox.breaker.BreakerPolicy;
import io.fusebox.breaker.BreakerSnapshot;
import io.fusebox.breaker.StateChange;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Pause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The lanes of a dispatcher: opened when somebody needs them, kept up with their destination's policy, closed when nobody has needed
 * them for long, or when their destination is gone. Of a configured breaker whose lane is closed the memory has all, and the fleet
 * has been told how it stands; so very many of them cost little.
 */
final class Lanes {
    /** At lanes that may be idle, in one round. */
    private static final int MOST_LOOKS = 2 * Statuses.MOST_AT_ONCE;

    private final Map<String, DestinationLanes> destinations = new HashMap<>();
    private final Parking parking;
    private final SortedHead<Expiry> expiries;
    private final BreakerMemory memory;
    private final PauseMemory pauses;
    private final Predicate<String> owns;
    private final RandomGenerator random;
    private final Statuses statuses;
    private final Consumer<StateChange> onChange;
    private final Consumer<Lane> onTouch;
    /** Lanes that nobody has opened yet, as their destination is not known. */
    private final Map<BreakerName, Long> dormant;
    /** Closed, and the fleet has not been told yet who owns them, or by which policy they go. */
    private final Set<BreakerName> unseen = new LinkedHashSet<>();
    /** Open, and known to no policy any more. */
    private final Set<Lane> unwanted = new LinkedHashSet<>();
    private final IdleChecks idleChecks = new IdleChecks();
    private Policies policies = new Policies(0, Map.of(), Optional.empty());

    Lanes(Memory memory, SortedHead<Expiry> expiries, Predicate<String> owns, RandomGenerator random,
            Statuses statuses, Instant now) {
        this.parking = memory.parking();
        this.expiries = expiries;
        this.memory = memory.breakers();
        this.pauses = memory.pauses();
        this.owns = owns;
        this.random = random;
        this.statuses = statuses;
        this.onChange = statuses::onChange;
        this.onTouch = statuses::onTouch;
        this.dormant = new HashMap<>(parking.counts());
        forgetPauses(now);
    }

    /** The lanes of a destination; empty where no policy knows it. */
    Optional<DestinationLanes> of(String destination, Instant now) {
        DestinationLanes known = destinations.get(destination);
        if (known != null && policies.of(destination).isPresent()) {
            return Optional.of(known);
        }
        return policies.of(destination)
                .map(policy -> destinations.computeIfAbsent(policy.destination().name(),
                        name -> new DestinationLanes(policy, pauses.get(name), now)));
    }

    Optional<DestinationPolicy> policy(String destination) {
        return policies.of(destination);
    }

    /** Opens a breaker's lane, with what is remembered of it. */
    Lane open(DestinationLanes destination, BreakerName name, Instant now) {
        return destination.find(name).orElseGet(() -> {
            Lane lane = opened(destination, name, now);
            destination.add(lane);
            return lane;
        });
    }

    private Lane opened(DestinationLanes destination, BreakerName name, Instant now) {
        BreakerPolicy policy = destination.policy().guardOf(name).policy();
        Optional<BreakerSnapshot> remembered = memory.get(name);
        Breaker breaker = remembered
                .map(snapshot -> Breaker.restore(snapshot, policy, random, onChange, now))
                .orElseGet(() -> new Breaker(name, policy, random, onChange, now));
        Long rows = dormant.remove(name);
        Lane lane = new Lane(destination, breaker,
                new ParkedQueue(parking, expiries, name, rows == null ? 0 : rows), onTouch,
                remembered.filter(BreakerSnapshot::hasHistory).map(BreakerSnapshot::at).orElse(Instant.EPOCH));
        if (remembered.isEmpty()) {
            statuses.save(lane, now);
        }
        if (unseen.remove(name) || remembered.isEmpty()) {
            statuses.show(lane, now);
        }
        watch(lane);
        return lane;
    }

    Optional<Lane> find(BreakerName name) {
        return find(name.destination()).flatMap(lanes -> lanes.find(name));
    }

    /** The lanes of a destination that are open, whether a policy knows it or not. */
    Optional<DestinationLanes> find(String destination) {
        return Optional.ofNullable(destinations.get(destination));
    }

    /** A parked call is not held back any more, be its lane open or not. */
    void release(ParkingKey key) {
        queueOf(key).release(key);
    }

    /** A parked call is over, or goes elsewhere, be its lane open or not. */
    void removeParked(ParkingKey key, Instant now) {
        queueOf(key).remove(key);
        find(key.lane()).ifPresentOrElse(lane -> lane.touch(now),
                () -> dormant.computeIfPresent(key.lane(), (_, rows) -> rows > 1 ? rows - 1 : null));
    }

    private ParkedQueue queueOf(ParkingKey key) {
        return find(key.lane()).map(Lane::parked)
                .orElseGet(() -> new ParkedQueue(parking, expiries, key.lane(), 1));
    }

    Collection<DestinationLanes> destinations() {
        return destinations.values();
    }

    /** A destination's lanes in which calls may be parked, open or not, in their order. */
    NavigableSet<BreakerName> withParked(String destination) {
        NavigableSet<BreakerName> names = new TreeSet<>();
        dormant.keySet().stream().filter(name -> name.destination().equals(destination)).forEach(names::add);
        find(destination).ifPresent(lanes -> lanes.lanes().stream().map(Lane::name).forEach(names::add));
        return names;
    }

    /** Opens what time moves, or somebody waits for, and forgets breakers of earlier times that no policy knows. */
    void takeOver(Policies policies, Instant now) {
        change(policies, now);
        pauses.names().forEach(name -> of(name, now).ifPresent(lanes -> openAll(lanes, now)));
        for (BreakerName name : memory.names()) {
            if (find(name).isPresent() || dormant.containsKey(name)) {
                continue;
            }
            if (isWanted(name)) {
                unseen.add(name);
                memory.get(name)
                        .filter(snapshot -> !snapshot.isAtRest())
                        .flatMap(_ -> of(name.destination(), now))
                        .ifPresent(lanes -> open(lanes, name, now));
            } else {
                statuses.retire(name);
            }
        }
    }

    private void openAll(DestinationLanes lanes, Instant now) {
        lanes.policy().breakers().forEach(name -> open(lanes, name, now));
    }

    /** Breakers keep their state under a new policy. */
    void change(Policies next, Instant now) {
        Policies former = policies;
        policies = next;
        for (DestinationLanes lanes : destinations.values()) {
            Optional<DestinationPolicy> later = next.of(lanes.name());
            if (later.isEmpty()) {
                lanes.losePolicy();
            }
            later.filter(policy -> !lanes.isConfigured() || !policy.equals(lanes.policy())).ifPresent(policy -> {
                lanes.changePolicy(policy, now);
                lanes.lanes().forEach(lane -> {
                    lane.breaker().changePolicy(policy.guardOf(lane.name()).policy(), now);
                    lane.touch(now);
                });
            });
        }
        changed(former, next).filter(name -> find(name).isEmpty()).forEach(unseen::add);
        changed(next, former).filter(name -> !isWanted(name) && find(name).isEmpty()).forEach(name -> {
            unseen.remove(name);
            statuses.retire(name);
        });
        for (BreakerName name : List.copyOf(dormant.keySet())) {
            of(name.destination(), now).ifPresent(lanes -> open(lanes, name, now));
        }
        unwanted.clear();
        idleChecks.clear();
        destinations.values().forEach(lanes -> lanes.lanes().forEach(this::watch));
    }

    /** The breakers of this owner whose destination goes by another policy later than before, or by none before. */
    private Stream<BreakerName> changed(Policies before, Policies later) {
        return later.configured()
                .entrySet()
                .stream()
                .filter(entry -> !Optional.ofNullable(before.configured().get(entry.getKey()))
                        .equals(Optional.of(entry.getValue())))
                .filter(entry -> owns.test(entry.getKey()))
                .flatMap(entry -> entry.getValue().breakers().stream());
    }

    private void watch(Lane lane) {
        if (isWanted(lane.name())) {
            idleChecks.add(lane);
        } else {
            unwanted.add(lane);
        }
    }

    /** To be called once a second: opens some of those that the fleet has not been told of, and so has them shown. */
    void showSome(Instant now) {
        for (BreakerName name : unseen.stream().limit(Statuses.MOST_AT_ONCE).toList()) {
            of(name.destination(), now).ifPresent(lanes -> open(lanes, name, now));
            unseen.remove(name);
        }
    }

    /** Leaves a destination alone, unless it is for longer already; the next owner will too. */
    void pause(DestinationLanes destination, Pause pause) {
        if (destination.limits().leaveAlone(pause)) {
            pauses.put(destination.name(), pause);
        }
    }

    void resume(DestinationLanes destination) {
        destination.limits().resume();
        pauses.remove(destination.name());
    }

    /** Forgets pauses that are over. */
    void endPauses(Instant now) {
        for (String destination : pauses.names()) {
            find(destination).filter(lanes -> lanes.limits().endPause(now)).ifPresent(lanes -> {
                pauses.remove(destination);
                lanes.lanes().forEach(lane -> lane.touch(now));
            });
        }
    }

    /** To be called once a second: closes what nobody needs any more, and tells what that was. */
    List<Lane> close(Instant now) {
        List<Lane> closed = new ArrayList<>();
        for (Lane lane : List.copyOf(unwanted)) {
            boolean paused = lane.destination().isConfigured()
                    && lane.destination().limits().pause(now).isPresent();
            if (lane.isIdle() && !paused) {
                unwanted.remove(lane);
                statuses.retire(lane);
                closed.add(lane);
            }
        }
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            Optional<Lane> due = idleChecks.pollDue(now);
            if (due.isEmpty()) {
                break;
            }
            if (!IdleChecks.isIdle(due.get(), now)) {
                idleChecks.addAgain(due.get(), now);
            } else {
                leave(due.get(), now);
                closed.add(due.get());
            }
        }
        closed.forEach(this::drop);
        return closed;
    }

    /** A configured breaker can be looked up again; nobody knows whether an origin will ever be called again. */
    private void leave(Lane lane, Instant now) {
        if (isConfigured(lane.name().destination())) {
            statuses.close(lane, now);
        } else {
            statuses.retire(lane);
        }
    }

    private void drop(Lane lane) {
        lane.destination().drop(lane);
        if (lane.destination().lanes().isEmpty()) {
            destinations.remove(lane.name().destination());
        }
    }

    /** Pauses of earlier times that are over, and whose destinations nobody may ever ask for again. */
    private void forgetPauses(Instant now) {
        for (String destination : pauses.names()) {
            if (pauses.get(destination).filter(pause -> pause.until().isAfter(now)).isEmpty()) {
                pauses.remove(destination);
            }
        }
    }

    boolean isConfigured(String destination) {
        return policies.configured().containsKey(destination);
    }

    private boolean isWanted(BreakerName name) {
        return policies.of(name.destination()).filter(policy -> policy.breakers().contains(name)).isPresent();
    }
}
