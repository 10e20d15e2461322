package io.fusebox.simulation;

import io.fusebox.call.BreakerName;
import io.fusebox.call.Parked;
import io.fusebox.dispatch.Expiry;
import io.fusebox.dispatch.ParkedRow;
import io.fusebox.dispatch.Parking;
import io.fusebox.dispatch.ParkingKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parking as two sorted maps. */
record SimulatedParking(TransactionalMap<ParkingKey, Parked> calls, TransactionalMap<Expiry, Boolean> expiries)
        implements Parking {

    @Override
    public void put(ParkingKey key, Parked call) {
        calls.put(key, call);
        expiries.put(new Expiry(call.nextLook(), key), true);
    }

    @Override
    public Optional<Parked> get(ParkingKey key) {
        return calls.get(key);
    }

    @Override
    public void remove(ParkingKey key, Parked call) {
        calls.remove(key);
        expiries.remove(new Expiry(call.nextLook(), key));
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
