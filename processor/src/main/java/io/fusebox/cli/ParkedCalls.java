package io.fusebox.cli;

import io.fusebox.call.Attempt;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Delivery;
import io.fusebox.call.ParkReason;
import io.fusebox.call.Parked;
import io.fusebox.call.ParkedFilter;
import io.fusebox.dispatch.ParkingKey;
import io.fusebox.topology.ParkingChangelog;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Those parked calls that are asked for, as the rows of the changelog add up to them. Bodies are not kept. */
final class ParkedCalls {
    private final ParkingChangelog changelog = new ParkingChangelog();
    private final Set<String> destinations;
    private final ParkedFilter filter;
    private final Map<ParkingKey, Listed> calls = new HashMap<>();
    private final Set<ParkingKey> unreadable = new HashSet<>();
    private long rows;

    /** @param lastAttempt how it ended: {@code 503}, {@code timeout} */
    record Listed(
            BreakerName breaker,
            String id,
            ParkReason reason,
            int attempts,
            Instant receivedAt,
            Instant due,
            Instant expiresAt,
            Optional<String> lastAttempt) {
        private static final Comparator<Listed> BY_DUE = Comparator.comparing(Listed::due)
                .thenComparing(it -> it.breaker.toString())
                .thenComparing(Listed::receivedAt)
                .thenComparing(Listed::id);

        private static Listed of(BreakerName breaker, Parked parked) {
            Delivery delivery = parked.delivery();
            return new Listed(breaker, delivery.call().id(), parked.reason(), delivery.attemptsMade(),
                    delivery.receivedAt(), parked.due(), parked.expiresAt(),
                    delivery.history().reversed().stream().findFirst().map(Attempt::outcome));
        }
    }

    /** @param destinations empty: all */
    ParkedCalls(Collection<String> destinations, ParkedFilter filter) {
        this.destinations = Set.copyOf(destinations);
        this.filter = filter;
    }

    /** The rows of a place are to come in their order. */
    void read(ConsumerRecord<byte[], byte[]> row) {
        rows++;
        changelog.place(row.key())
                .filter(place -> destinations.isEmpty() || destinations.contains(place.lane().destination()))
                .ifPresent(place -> put(place, Optional.ofNullable(row.value())));
    }

    private void put(ParkingKey place, Optional<byte[]> value) {
        calls.remove(place);
        unreadable.remove(place);
        value.ifPresent(bytes -> {
            try {
                Parked parked = changelog.call(bytes);
                if (filter.matches(place.lane(), parked)) {
                    calls.put(place, Listed.of(place.lane(), parked));
                }
            } catch (IllegalStateException _) {
                unreadable.add(place);
            }
        });
    }

    /** Those that are due first. */
    List<Listed> first(int limit) {
        return calls.values().stream().sorted(Listed.BY_DUE).limit(limit).toList();
    }

    int count() {
        return calls.size();
    }

    int unreadable() {
        return unreadable.size();
    }

    long rows() {
        return rows;
    }
}
