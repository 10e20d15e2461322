package io.fusebox.dispatch;

import io.fusebox.call.BreakerName;
import io.fusebox.call.Parked;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where parked calls are kept: two sorted views of the same rows, by place and by expiry. Outlives the task. */
public interface Parking {
    void put(ParkingKey key, Parked call);

    Optional<Parked> get(ParkingKey key);

    /** @param call as it was put */
    void remove(ParkingKey key, Parked call);

    /** The lane's rows in order, from {@code from} on, at most {@code limit}. */
    List<ParkedRow> scan(ParkingKey from, int limit);

    /** All lanes' rows by expiry, from {@code from} on, at most {@code limit}. */
    List<Expiry> scanExpiries(Expiry from, int limit);

    /** How many calls each lane holds; walks over all rows, once at start. */
    Map<BreakerName, Long> counts();
}
