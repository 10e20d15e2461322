package io.fusebox.simulation;

import io.fusebox.call.BreakerName;
import io.fusebox.call.Parked;
import io.fusebox.call.Turn;
import io.fusebox.dispatch.Expiry;
import io.fusebox.dispatch.ParkedRow;
import io.fusebox.dispatch.ParkedTurn;
import io.fusebox.dispatch.Parking;
import io.fusebox.dispatch.ParkingKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A parking that does what another does, but for what its subclasses make of it. */
abstract class ForwardingParking implements Parking {
    private final Parking parking;

    ForwardingParking(Parking parking) {
        this.parking = parking;
    }

    @Override
    public void put(ParkingKey key, Parked call) {
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
    public Optional<ParkedTurn> nextTurn(Turn from) {
        return parking.nextTurn(from);
    }

    @Override
    public long lastTurn() {
        return parking.lastTurn();
    }

    @Override
    public Map<BreakerName, Long> counts() {
        return parking.counts();
    }
}
