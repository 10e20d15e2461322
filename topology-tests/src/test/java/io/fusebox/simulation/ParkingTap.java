package io.fusebox.simulation;

import io.fusebox.call.Parked;
import io.fusebox.dispatch.Parking;
import io.fusebox.dispatch.ParkingKey;
import java.util.function.BiConsumer;

/** Listens to what a dispatcher writes to its parking, whatever the store makes of it. */
final class ParkingTap extends ForwardingParking {
    private final BiConsumer<ParkingKey, Parked> onPut;

    ParkingTap(Parking parking, BiConsumer<ParkingKey, Parked> onPut) {
        super(parking);
        this.onPut = onPut;
    }

    @Override
    public void put(ParkingKey key, Parked call) {
        onPut.accept(key, call);
        super.put(key, call);
    }
}
