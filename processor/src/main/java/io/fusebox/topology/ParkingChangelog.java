package io.fusebox.topology;

import io.fusebox.call.Parked;
import io.fusebox.dispatch.ParkingKey;
import io.fusebox.wire.StateCodec;
import java.util.Optional;

/** The changelog of the parking store, for who is not its owner: the last word on a place is the call that is parked there, or none. */
public final class ParkingChangelog {
    private final StateCodec<Parked> codec = StateCodec.parked();

    /** @param applicationId that the processors have */
    public static String topic(String applicationId) {
        return "%s-%s-changelog".formatted(applicationId, FuseboxTopology.PARKING);
    }

    /** Empty for a row that only points to a place. */
    public Optional<ParkingKey> place(byte[] key) {
        return ParkingKeys.isPlace(key) ? Optional.of(ParkingKeys.placeOf(key)) : Optional.empty();
    }

    /** @throws IllegalStateException for what a later version has written */
    public Parked call(byte[] value) {
        return codec.decode(value);
    }
}
