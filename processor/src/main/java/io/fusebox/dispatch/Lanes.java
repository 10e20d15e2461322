package io.fusebox.dispatch;

import io.fusebox.breaker.Breaker;
import io.fusebox.breaker.BreakerPolicy;
import io.fusebox.call.BreakerName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** All lanes of a dispatcher: opened when their destination is known, kept up with its policy, closed when it is gone. */
final class Lanes {
    /** An ad-hoc origin that was not called for so long is forgotten. */
    static final Duration IDLE_LIMIT = Duration.ofHours(1);

    private final Map<String, DestinationLanes> destinations = new HashMap<>();
    private final Parking parking;
    private final SortedHead<Expiry> expiries;
    private final BreakerMemory memory;
    private final PauseMemory pauses;
    private final Predicate<String> owns;
    private final RandomGenerator random;
    private final Statuses statuses;
    /** Lanes that nobody has opened yet, as their destination is not known. */
    private final Map<BreakerName, Long> dormant;
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
                .map(policy -> destinations.computeIfAbsent(destination,
                        _ -> new DestinationLanes(policy, pauses.get(destination), now)));
    }

    /** The lanes of a destination that was asked for before. */
    Optional<DestinationLanes> known(String destination) {
        return Optional.ofNullable(destinations.get(destination));
    }

    /** Opens a breaker's lane, with what is remembered of it. */
    Lane open(DestinationLanes destination, BreakerName name, Instant now) {
        return destination.lane(name, _ -> {
            BreakerPolicy policy = destination.policy().guardOf(name).policy();
            Breaker breaker = memory.get(name)
                    .map(snapshot -> Breaker.restore(snapshot, policy, random, statuses::onChange, now))
                    .orElseGet(() -> new Breaker(name, policy, random, statuses::onChange, now));
            Long rows = dormant.remove(name);
            ParkedQueue parked = new ParkedQueue(parking, expiries, name, rows == null ? 0 : rows);
            Lane lane = new Lane(destination, breaker, parked, now);
            statuses.showIfDue(lane, now);
            return lane;
        });
    }

    Optional<Lane> find(BreakerName name) {
        return Optional.ofNullable(destinations.get(name.destination())).flatMap(lanes -> lanes.find(name));
    }

    Collection<DestinationLanes> destinations() {
        return destinations.values();
    }

    List<Lane> all() {
        return destinations.values().stream().flatMap(lanes -> lanes.lanes().stream()).toList();
    }

    /** A destination's lanes in which calls may be parked, open or not, in their order. */
    NavigableSet<BreakerName> withParked(String destination) {
        NavigableSet<BreakerName> names = new TreeSet<>();
        dormant.keySet().stream().filter(name -> name.destination().equals(destination)).forEach(names::add);
        Optional.ofNullable(destinations.get(destination))
                .ifPresent(lanes -> lanes.lanes().stream().map(Lane::name).forEach(names::add));
        return names;
    }

    /** A lane that is not open has lost a parked call. */
    void dormantCallRemoved(BreakerName name) {
        dormant.computeIfPresent(name, (_, rows) -> rows > 1 ? rows - 1 : null);
    }

    /** Breakers keep their state under a new policy; what this owner has to serve is opened. */
    void change(Policies next, Instant now) {
        policies = next;
        for (DestinationLanes lanes : destinations.values()) {
            next.of(lanes.name()).ifPresentOrElse(policy -> {
                lanes.changePolicy(policy, now);
                lanes.lanes().forEach(lane -> {
                    lane.breaker().changePolicy(policy.guardOf(lane.name()).policy(), now);
                    lane.touch(now);
                });
            }, lanes::losePolicy);
        }
        next.configured()
                .values()
                .stream()
                .filter(policy -> owns.test(policy.destination().name()))
                .forEach(policy -> of(policy.destination().name(), now)
                        .ifPresent(lanes -> policy.breakers().forEach(name -> open(lanes, name, now))));
        for (BreakerName name : List.copyOf(dormant.keySet())) {
            of(name.destination(), now).ifPresent(lanes -> open(lanes, name, now));
        }
    }

    /** Forgets pauses that are over. */
    void endPauses(Instant now) {
        for (DestinationLanes lanes : destinations.values()) {
            if (lanes.limits().endPause(now)) {
                pauses.remove(lanes.name());
                lanes.lanes().forEach(lane -> lane.touch(now));
            }
        }
    }

    /** Closes what nobody needs any more, and tells what that was. */
    List<Lane> closeGone(Instant now) {
        List<Lane> gone = new ArrayList<>();
        for (Lane lane : all()) {
            boolean paused = lane.destination().isConfigured()
                    && lane.destination().limits().pause(now).isPresent();
            if (lane.isIdle() && !isWanted(lane, now) && !paused) {
                lane.destination().drop(lane);
                gone.add(lane);
            }
        }
        destinations.values().removeIf(lanes -> lanes.lanes().isEmpty());
        return gone;
    }

    /** Pauses of earlier times that are over, and whose destinations nobody may ever ask for again. */
    private void forgetPauses(Instant now) {
        for (String destination : pauses.names()) {
            if (pauses.get(destination).filter(pause -> pause.until().isAfter(now)).isEmpty()) {
                pauses.remove(destination);
            }
        }
    }

    /** Breakers of earlier times that no policy knows, and for which nothing waits. */
    List<BreakerName> forgotten() {
        return memory.names().stream().filter(name -> find(name).isEmpty() && !dormant.containsKey(name)).toList();
    }

    private boolean isWanted(Lane lane, Instant now) {
        return policies.of(lane.name().destination())
                .filter(policy -> policies.configured().containsKey(lane.name().destination())
                        ? policy.breakers().contains(lane.name())
                        : lane.lastUsed().plus(IDLE_LIMIT).isAfter(now))
                .isPresent();
    }
}
