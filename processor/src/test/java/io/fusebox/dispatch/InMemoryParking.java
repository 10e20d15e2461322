package io.fusebox.dispatch;

import io.fusebox.call.BreakerName;
import io.fusebox.call.Parked;
import io.fusebox.call.Turn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The parking as plain data. */
final class InMemoryParking implements Parking {
    private final TreeMap<ParkingKey, Parked> rows = new TreeMap<>();
    private final TreeSet<Expiry> expiries = new TreeSet<>();
    private final TreeMap<Turn, ParkingKey> turns = new TreeMap<>();

    @Override
    public void put(ParkingKey key, Parked call) {
        rows.put(key, call);
        expiries.add(new Expiry(call.nextLook(), key));
        call.delivery().place().ifPresent(turn -> turns.put(turn, key));
    }

    @Override
    public Optional<Parked> get(ParkingKey key) {
        return Optional.ofNullable(rows.get(key));
    }

    @Override
    public void remove(ParkingKey key, Parked call) {
        rows.remove(key);
        expiries.remove(new Expiry(call.nextLook(), key));
        call.delivery().place().ifPresent(turns::remove);
    }

    @Override
    public Optional<ParkedTurn> nextTurn(Turn from) {
        return Optional.ofNullable(turns.ceilingEntry(from))
                .filter(found -> found.getKey().key().equals(from.key()))
                .map(found -> new ParkedTurn(found.getKey().number(), found.getValue()));
    }

    @Override
    public long lastTurn() {
        return turns.keySet().stream().mapToLong(Turn::number).max().orElse(0);
    }

    @Override
    public List<ParkedRow> scan(ParkingKey from, int limit) {
        return rows.tailMap(from)
                .entrySet()
                .stream()
                .takeWhile(row -> row.getKey().lane().equals(from.lane()))
                .limit(limit)
                .map(row -> new ParkedRow(row.getKey(), row.getValue().delivery().attemptsMade()))
                .toList();
    }

    @Override
    public List<Expiry> scanExpiries(Expiry from, int limit) {
        return expiries.tailSet(from).stream().limit(limit).toList();
    }

    @Override
    public Map<BreakerName, Long> counts() {
        Map<BreakerName, Long> counts = new HashMap<>();
        rows.keySet().forEach(key -> counts.merge(key.lane(), 1L, Long::sum));
        return counts;
    }

    Parked parked(String id) {
        return rows.values().stream().filter(row -> row.delivery().call().id().equals(id)).findFirst().orElseThrow();
    }

    boolean isEmpty() {
        return rows.isEmpty() && expiries.isEmpty() && turns.isEmpty();
    }
}
