package io.fusebox.simulation;

import io.fusebox.call.AttemptId;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Delivery;
import io.fusebox.dispatch.LedgerRow;
import java.time.Duration;
import java.time.Instant;

/** An attempt that was started, or is to be when its row is committed; as seen from outside. */
final class AttemptLife extends Remembered {
    final AttemptId id;
    final CallLife call;
    final Delivery delivery;
    final LedgerRow.InFlight row;
    private boolean begun;
    private boolean reported;
    private boolean known = true;
    private final long overBy;
    private final long fastOverBy;
    private Instant endedAt;

    /**
     * @param time when it starts, by the world's own clock
     * @param fastTime and by the fast one
     */
    AttemptLife(AttemptId id, CallLife call, Delivery delivery, LedgerRow.InFlight row, long time, long fastTime) {
        this.id = id;
        this.call = call;
        this.delivery = delivery;
        this.row = row;
        long lease = Duration.between(row.startedAt(), row.leaseUntil()).toMillis();
        this.overBy = time + lease;
        this.fastOverBy = fastTime + lease;
        this.endedAt = row.leaseUntil();
    }

    BreakerName breaker() {
        return row.breaker();
    }

    /** It goes out. */
    void begin() {
        begun = true;
    }

    boolean hasBegun() {
        return begun;
    }

    /** Its owner was told how it ended; if that is lost again, the next owner waits for the end of its lease. */
    void report(Instant now) {
        reported = true;
        endedAt = now;
    }

    /** Its owner died before it had committed that there is such an attempt: nobody knows of it any more. */
    void forget() {
        known = false;
        endedAt = row.startedAt();
    }

    /** Time passes its lease by; also if the clock steps back afterwards. */
    void observe(Instant now) {
        reported |= !now.isBefore(row.leaseUntil());
    }

    /** Whether it must be reckoned with: nobody was told of its end, and its lease is over neither by the clock nor in truth. */
    boolean isRunning(Instant now, long time) {
        return known && !reported && now.isBefore(row.leaseUntil()) && time < overBy;
    }

    /** As {@link #isRunning}, and its breaker may not have taken a step back and one forward for the time of its lease. */
    boolean holdsPermit(Instant now, long time, long fastTime) {
        return isRunning(now, time) && fastTime < fastOverBy;
    }

    /** When it was told to be over, or else is given up. */
    Instant endedAt() {
        return endedAt;
    }

    @Override
    void keep() {}

    @Override
    void revert() {
        endedAt = row.leaseUntil();
    }

    @Override
    public String toString() {
        return "attempt %d/%d/%d of %s%s".formatted(id.incarnation(), id.slot(), id.sequence(), call,
                row.probe() ? " (probe)" : "");
    }
}
