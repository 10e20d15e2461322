package io.fusebox.dispatch;

import io.fusebox.call.BreakerName;
import java.time.Instant;
import java.util.Comparator;

/**
 * A parked call's place: within its lane by time, then by arrival.
 *
 * @param sequence the offset of its record on the retry topic; unique in the partition
 */
public record ParkingKey(BreakerName lane, Instant due, long sequence) implements Comparable<ParkingKey> {
    /** From here on calls are due that wait for earlier ones with their ordering keys: nobody looks for them by time. */
    private static final Instant HELD = Instant.parse("9999-12-31T23:59:59Z");

    private static final Comparator<ParkingKey> ORDER = Comparator.comparing(ParkingKey::lane)
            .thenComparing(ParkingKey::due)
            .thenComparingLong(ParkingKey::sequence);

    /** The place of a call that waits for an earlier one with its ordering key; calls sort there by their turns. */
    static ParkingKey held(BreakerName lane, long turn, long sequence) {
        return new ParkingKey(lane, HELD.plusMillis(turn), sequence);
    }

    /** Whether an earlier call with its ordering key is not over. */
    public boolean isHeld() {
        return !due.isBefore(HELD);
    }

    /** Before every key of the lane. */
    static ParkingKey startOf(BreakerName lane) {
        return new ParkingKey(lane, Instant.EPOCH, 0);
    }

    @Override
    public int compareTo(ParkingKey other) {
        return ORDER.compare(this, other);
    }
}
