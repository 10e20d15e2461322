package io.fusebox.dispatch;

import io.fusebox.call.BreakerName;
import io.fusebox.call.Parked;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A lane's parked calls, first due first. A call that was taken out for an attempt keeps its row until the call is over. */
final class ParkedQueue {
    /** How far a half-open breaker looks for a call that failed less often. */
    private static final int PROBE_CANDIDATES = 48;

    private final Parking parking;
    private final SortedHead<Expiry> expiries;
    private final BreakerName lane;
    private long count;
    /** None until something is parked, for there are many lanes, and in most nothing ever is. */
    private @Nullable Rows rows;

    private record Rows(Set<ParkingKey> taken, SortedHead<ParkedRow> waiting) {}

    /**
     * @param expiries of all lanes, kept in step with this one
     * @param count of the rows that the lane has in the parking already
     */
    ParkedQueue(Parking parking, SortedHead<Expiry> expiries, BreakerName lane, long count) {
        this.parking = parking;
        this.expiries = expiries;
        this.lane = lane;
        this.count = count;
    }

    private Rows rows() {
        if (rows == null) {
            Set<ParkingKey> taken = new HashSet<>();
            rows = new Rows(taken, new SortedHead<>((first, limit) -> parking.scan(first.key(), limit),
                    new ParkedRow(ParkingKey.startOf(lane), 0), row -> taken.contains(row.key())));
        }
        return rows;
    }

    /** Calls that wait; those taken out are not counted. */
    long size() {
        return count == 0 ? 0 : count - rows().taken.size();
    }

    /** Whether nothing of the lane is left, waiting or taken. */
    boolean isEmpty() {
        return count == 0;
    }

    Optional<Instant> nextDue() {
        return size() == 0 ? Optional.empty() : rows().waiting.first().map(row -> row.key().due());
    }

    void insert(ParkingKey key, Parked call) {
        parking.put(key, call);
        expiries.add(new Expiry(call.nextLook(), key));
        count++;
        rows().waiting.add(new ParkedRow(key, call.delivery().attemptsMade()));
    }

    /** The first that is due; the caller makes sure that there is one. */
    ParkingKey firstDue() {
        return rows().waiting.first().orElseThrow(() -> new IllegalStateException("nothing is parked here")).key();
    }

    /** Among the first few that are due, one that was tried least, so that a poisoned call cannot keep a breaker open. */
    ParkingKey bestProbe(Instant now) {
        ParkedRow best = new ParkedRow(firstDue(), Integer.MAX_VALUE);
        Iterator<ParkedRow> waiting = rows().waiting.iterator();
        for (int seen = 0; seen < PROBE_CANDIDATES && waiting.hasNext(); seen++) {
            ParkedRow row = waiting.next();
            if (row.key().due().isAfter(now)) {
                break;
            }
            if (row.attemptsMade() < best.attemptsMade()) {
                best = row;
            }
        }
        return best.key();
    }

    Parked call(ParkingKey key) {
        return parking.require(key);
    }

    /** Out for an attempt. */
    void take(ParkingKey key) {
        rows().taken.add(key);
        rows().waiting.remove(new ParkedRow(key, 0));
    }

    boolean isTaken(ParkingKey key) {
        return count > 0 && rows().taken.contains(key);
    }

    /** The attempt has not begun: the call waits where it was. */
    void putBack(ParkingKey key) {
        Parked call = call(key);
        rows().taken.remove(key);
        rows().waiting.add(new ParkedRow(key, call.delivery().attemptsMade()));
        expiries.add(new Expiry(call.nextLook(), key));
    }

    /** Over. */
    void remove(ParkingKey key) {
        Parked call = call(key);
        parking.remove(key, call);
        expiries.remove(new Expiry(call.nextLook(), key));
        rows().taken.remove(key);
        rows().waiting.remove(new ParkedRow(key, 0));
        count--;
    }

    /** Nobody is before it any more: it waits for its own time. */
    void release(ParkingKey key) {
        reschedule(key, call(key));
    }

    /** Back from an attempt, to wait until another time. */
    void reschedule(ParkingKey key, Parked later) {
        remove(key);
        insert(new ParkingKey(key.lane(), later.due(), key.sequence()), later);
    }
}
