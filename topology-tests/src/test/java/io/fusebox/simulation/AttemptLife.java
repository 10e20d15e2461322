package io.fusebox.simulation;

import io.fusebox.call.AttemptId;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Delivery;
import io.fusebox.dispatch.LedgerRow;
import java.time.Instant;

/** An attempt that was started, as seen from outside. */
final class AttemptLife {
    final AttemptId id;
    final CallLife call;
    final Delivery delivery;
    final LedgerRow.InFlight row;
    private boolean reported;
    private boolean known = true;
    private Instant endedAt;

    AttemptLife(AttemptId id, CallLife call, Delivery delivery, LedgerRow.InFlight row) {
        this.id = id;
        this.call = call;
        this.delivery = delivery;
        this.row = row;
        this.endedAt = row.leaseUntil();
    }

    BreakerName breaker() {
        return row.breaker();
    }

    /** Its owner was told how it ended. */
    void report(Instant now) {
        reported = true;
        endedAt = now;
    }

    /** Its owner died before it had committed that there is such an attempt: nobody knows of it any more. */
    void forget() {
        known = false;
    }

    /** Time passes its lease by; also if the clock steps back afterwards. */
    void observe(Instant now) {
        reported |= now.isAfter(row.leaseUntil());
    }

    /** Whether it must be reckoned with. */
    boolean isRunning(Instant now) {
        return known && !reported && !now.isAfter(row.leaseUntil());
    }

    boolean isReported() {
        return reported;
    }

    /** When it was told to be over, or else would be given up. */
    Instant endedAt() {
        return endedAt;
    }

    boolean isKnown() {
        return known;
    }

    @Override
    public String toString() {
        return "attempt %d/%d/%d of %s%s".formatted(id.incarnation(), id.slot(), id.sequence(), call,
                row.probe() ? " (probe)" : "");
    }
}
