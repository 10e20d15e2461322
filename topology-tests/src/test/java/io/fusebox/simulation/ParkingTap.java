package io.fusebox.simulation;

import io.fusebox.call.BreakerName;
import io.fusebox.call.Parked;
import io.fusebox.dispatch.Expiry;
import io.fusebox.dispatch.ParkedRow;
import io.fusebox.dispatch.Parking;
import io.fusebox.dispatch.ParkingKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Listens to what a dispatcher writes to its parking. */
record ParkingTap(Parking parking, BiConsumer<ParkingKey, Parked> onPut) implements Parking {
    @Override
    public void put(ParkingKey key, Parked call) {
        onPut.accept(key, call);
        parking.put(key, call);
    }

    @Override
    public Optional<Parked> get(ParkingKey key) {
        return parking.get(key);
    }

    @Override
    public void remove(ParkingKey key, Parked call) {
        parking.remove(key, call);
    }

    @Override
    public List<ParkedRow> scan(ParkingKey from, int limit) {
        return parking.scan(from, limit);
    }

    @Override
    public List<Expiry> scanExpiries(Expiry from, int limit) {
        return parking.scanExpiries(from, limit);
    }

    @Override
    public Map<BreakerName, Long> counts() {
        return parking.counts();
    }
}
