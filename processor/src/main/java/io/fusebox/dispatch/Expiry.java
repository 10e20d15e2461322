package io.fusebox.dispatch;

import io.fusebox.call.BreakerName;
import java.time.Instant;

/** When a parked call's time is over. */
public record Expiry(Instant at, ParkingKey key) implements Comparable<Expiry> {
    /** Before every expiry. */
    static final Expiry FIRST = new Expiry(Instant.EPOCH, ParkingKey.startOf(BreakerName.of("")));

    @Override
    public int compareTo(Expiry other) {
        int byTime = at.compareTo(other.at);
        return byTime != 0 ? byTime : key.compareTo(other.key);
    }
}
