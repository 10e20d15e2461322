package io.fusebox.simulation;

import io.fusebox.call.BreakerName;
import io.fusebox.call.Parked;
import io.fusebox.call.Turn;
import io.fusebox.dispatch.Expiry;
import io.fusebox.dispatch.ParkedRow;
import io.fusebox.dispatch.ParkedTurn;
import io.fusebox.dispatch.Parking;
import io.fusebox.dispatch.ParkingKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parking as three sorted maps. */
record SimulatedParking(
        TransactionalMap<ParkingKey, Parked> calls,
        TransactionalMap<Expiry, Boolean> expiries,
        TransactionalMap<Turn, ParkingKey> turns) implements Parking {

    @Override
    public void put(ParkingKey key, Parked call) {
        calls.put(key, call);
        expiries.put(new Expiry(call.nextLook(), key), true);
        call.delivery().place().ifPresent(turn -> turns.put(turn, key));
    }

    @Override
    public Optional<Parked> get(ParkingKey key) {
        return calls.get(key);
    }

    @Override
    public void remove(ParkingKey key, Parked call) {
        calls.remove(key);
        expiries.remove(new Expiry(call.nextLook(), key));
        call.delivery().place().ifPresent(turns::remove);
    }

    @Override
    public Optional<ParkedTurn> nextTurn(Turn from) {
        return Optional.ofNullable(turns.rows().ceilingEntry(from))
                .filter(found -> found.getKey().key().equals(from.key()))
                .map(found -> new ParkedTurn(found.getKey().number(), found.getValue()));
    }

    @Override
    public long lastTurn() {
        return turns.rows().keySet().stream().mapToLong(Turn::number).max().orElse(0);
    }

    @Override
    public List<ParkedRow> scan(ParkingKey from, int limit) {
        List<ParkedRow> found = new ArrayList<>();
        Iterator<Map.Entry<ParkingKey, Parked>> rows = calls.rows().tailMap(from, true).entrySet().iterator();
        while (found.size() < limit && rows.hasNext()) {
            Map.Entry<ParkingKey, Parked> row = rows.next();
            if (!row.getKey().lane().equals(from.lane())) {
                break;
            }
            found.add(new ParkedRow(row.getKey(), row.getValue().delivery().attemptsMade()));
        }
        return found;
    }

    @Override
    public List<Expiry> scanExpiries(Expiry from, int limit) {
        List<Expiry> found = new ArrayList<>();
        Iterator<Expiry> rows = expiries.rows().tailMap(from, true).keySet().iterator();
        while (found.size() < limit && rows.hasNext()) {
            found.add(rows.next());
        }
        return found;
    }

    @Override
    public Map<BreakerName, Long> counts() {
        Map<BreakerName, Long> counts = new HashMap<>();
        calls.rows().keySet().forEach(key -> counts.merge(key.lane(), 1L, Long::sum));
        return counts;
    }
}
