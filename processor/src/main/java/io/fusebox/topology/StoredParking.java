package io.fusebox.topology;

import io.fusebox.call.BreakerName;
import io.fusebox.call.Parked;
import io.fusebox.call.Turn;
import io.fusebox.dispatch.Expiry;
import io.fusebox.dispatch.ParkedRow;
import io.fusebox.dispatch.ParkedTurn;
import io.fusebox.dispatch.Parking;
import io.fusebox.dispatch.ParkingKey;
import io.fusebox.wire.StateCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The parking in its state store. */
final class StoredParking implements Parking {
    private static final byte[] POINTER = {};

    private final KeyValueStore<byte[], byte[]> store;
    private final StateCodec<Parked> codec;

    StoredParking(KeyValueStore<byte[], byte[]> store, StateCodec<Parked> codec) {
        this.store = store;
        this.codec = codec;
    }

    @Override
    public void put(ParkingKey key, Parked call) {
        store.put(ParkingKeys.place(key), codec.encode(call));
        store.put(ParkingKeys.expiry(new Expiry(call.nextLook(), key)), POINTER);
        call.delivery().place().ifPresent(turn -> store.put(ParkingKeys.turn(turn), ParkingKeys.place(key)));
    }

    @Override
    public Optional<Parked> get(ParkingKey key) {
        return Optional.ofNullable(store.get(ParkingKeys.place(key))).map(codec::decode);
    }

    @Override
    public void remove(ParkingKey key, Parked call) {
        store.put(ParkingKeys.place(key), null);
        store.put(ParkingKeys.expiry(new Expiry(call.nextLook(), key)), null);
        call.delivery().place().ifPresent(turn -> store.put(ParkingKeys.turn(turn), null));
    }

    @Override
    public Optional<ParkedTurn> nextTurn(Turn from) {
        try (KeyValueIterator<byte[], byte[]> found = store.range(ParkingKeys.turn(from),
                ParkingKeys.turn(new Turn(from.key(), Long.MAX_VALUE)))) {
            return found.hasNext() ? Optional.of(parkedTurn(found.next())) : Optional.empty();
        }
    }

    private static ParkedTurn parkedTurn(KeyValue<byte[], byte[]> row) {
        return new ParkedTurn(ParkingKeys.numberOf(row.key), ParkingKeys.placeOf(row.value));
    }

    @Override
    public long lastTurn() {
        long last = 0;
        try (KeyValueIterator<byte[], byte[]> found = store.range(ParkingKeys.firstTurn(), ParkingKeys.afterTurns())) {
            while (found.hasNext()) {
                last = Math.max(last, ParkingKeys.numberOf(found.next().key));
            }
        }
        return last;
    }

    @Override
    public List<ParkedRow> scan(ParkingKey from, int limit) {
        List<ParkedRow> rows = new ArrayList<>();
        try (KeyValueIterator<byte[], byte[]> found = store.range(ParkingKeys.place(from),
                ParkingKeys.endOf(from.lane()))) {
            while (rows.size() < limit && found.hasNext()) {
                KeyValue<byte[], byte[]> row = found.next();
                rows.add(
                        new ParkedRow(ParkingKeys.placeOf(row.key), codec.decode(row.value).delivery().attemptsMade()));
            }
        }
        return rows;
    }

    @Override
    public List<Expiry> scanExpiries(Expiry from, int limit) {
        List<Expiry> rows = new ArrayList<>();
        try (KeyValueIterator<byte[], byte[]> found = store.range(ParkingKeys.expiry(from),
                ParkingKeys.afterExpiries())) {
            while (rows.size() < limit && found.hasNext()) {
                rows.add(ParkingKeys.expiryOf(found.next().key));
            }
        }
        return rows;
    }

    @Override
    public Map<BreakerName, Long> counts() {
        Map<BreakerName, Long> counts = new HashMap<>();
        try (KeyValueIterator<byte[], byte[]> found = store.range(ParkingKeys.firstPlace(),
                ParkingKeys.afterPlaces())) {
            found.forEachRemaining(row -> counts.merge(ParkingKeys.placeOf(row.key).lane(), 1L, Long::sum));
        }
        return counts;
    }
}
