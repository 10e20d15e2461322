package io.fusebox.dispatch;

import io.fusebox.call.BreakerName;
import io.fusebox.call.Parked;
import io.fusebox.call.Turn;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where parked calls are kept: two sorted views of the same rows, by place and by expiry. Outlives the task. */
public interface Parking {
    void put(ParkingKey key, Parked call);

    Optional<Parked> get(ParkingKey key);

    /** @throws IllegalStateException where there is none; its place was read from the parking, so that is a mistake here */
    default Parked require(ParkingKey key) {
        return get(key).orElseThrow(() -> new IllegalStateException("no parked call at " + key));
    }

    /** @param call as it was put */
    void remove(ParkingKey key, Parked call);

    /** The lane's rows in order, from {@code from} on, at most {@code limit}. */
    List<ParkedRow> scan(ParkingKey from, int limit);

    /** All lanes' rows by expiry, from {@code from} on, at most {@code limit}. */
    List<Expiry> scanExpiries(Expiry from, int limit);

    /** The first call with an ordering key, at this turn or a later one. */
    Optional<ParkedTurn> nextTurn(Turn from);

    /** The highest number that any call's turn has, 0 where none has one; walks over all of these, once at start. */
    long lastTurn();

    /** How many calls each lane holds; walks over all rows, once at start. */
    Map<BreakerName, Long> counts();
}
