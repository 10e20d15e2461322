package io.fusebox.simulation;

import io.fusebox.call.BreakerName;
import io.fusebox.call.Delivery;
import io.fusebox.call.Parked;
import io.fusebox.dispatch.Cargo;
import io.fusebox.dispatch.Input;
import io.fusebox.dispatch.ParkingKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * A breaker's calls are made in order: parked ones by (due, arrival) and ahead of those that came when they were due already, the others
 * by arrival. A half-open breaker may choose, a call that asks a backup comes when it comes, and a call whose row was committed too late
 * begins anew. Calls with an ordering key wait for each other; see {@link KeysInOrder}.
 */
final class FirstInFirstOut implements Invariant {
    private record Last(Owner owner, Delivery delivery) {}

    private final Map<BreakerName, Last> lastFresh = new HashMap<>();

    @Override
    public void departed(Owner owner, AttemptLife attempt, Instant now) {
        if (attempt.row.probe() || attempt.delivery.detour().isPresent()) {
            return;
        }
        Optional<ParkingKey> first = firstParked(owner, attempt.breaker()).filter(key -> !key.due().isAfter(now));
        switch (attempt.row.cargo()) {
            case Cargo.Drained(ParkingKey key) -> first
                    .filter(earlier -> earlier.due().isBefore(key.due())
                            || (earlier.due().equals(key.due()) && earlier.sequence() < key.sequence()))
                    .ifPresent(earlier -> {
                        throw violation("%s, parked at %s, leaves before %s", attempt, key, earlier);
                    });
            case Cargo.Fresh(Delivery delivery) ->
                first.filter(earlier -> !earlier.due().isAfter(delivery.ageFrom())).ifPresent(earlier -> {
                    throw violation("%s, which has just come, leaves before %s", attempt, earlier);
                });
        }
    }

    @Override
    public void started(Owner owner, AttemptLife attempt, Instant now) {
        if (!attempt.row.probe() && attempt.delivery.detour().isEmpty()
                && attempt.row.cargo() instanceof Cargo.Fresh(Delivery delivery)
                && !attempt.call.wasPutBack() && attempt.call.key().isEmpty()) {
            Optional.ofNullable(lastFresh.put(attempt.breaker(), new Last(owner, delivery)))
                    .filter(last -> last.owner() == owner && isLater(last.delivery(), delivery))
                    .ifPresent(last -> {
                        throw violation("%s starts after call %s, which came later", attempt,
                                last.delivery().call().id());
                    });
        }
    }

    /** What waits in the parking, for nobody else, and is not out for an attempt already. */
    private static Optional<ParkingKey> firstParked(Owner owner, BreakerName lane) {
        Iterator<Map.Entry<ParkingKey, Parked>> rows = owner.stores()
                .parked()
                .rows()
                .tailMap(new ParkingKey(lane, Instant.EPOCH, 0), true)
                .entrySet()
                .iterator();
        while (rows.hasNext()) {
            Map.Entry<ParkingKey, Parked> row = rows.next();
            ParkingKey key = row.getKey();
            if (!key.lane().equals(lane) || key.isHeld()) {
                return Optional.empty();
            }
            if (!owner.tap().isTaken(key) && row.getValue().delivery().place().isEmpty()) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /** By place and by time; where a clock was set back between the two, either order will do. */
    private static boolean isLater(Delivery one, Delivery other) {
        return one.origin().offset() > other.origin().offset() && !one.receivedAt().isBefore(other.receivedAt());
    }
}
