package io.fusebox.simulation;

import io.fusebox.breaker.BreakerSnapshot;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Parked;
import io.fusebox.call.Pause;
import io.fusebox.dispatch.Errand;
import io.fusebox.dispatch.Expiry;
import io.fusebox.dispatch.LedgerRow;
import io.fusebox.dispatch.ParkingKey;
import java.util.Comparator;

/** A partition's stores, which commit together. */
record Stores(
        TransactionalMap<Integer, LedgerRow> rows,
        TransactionalMap<ParkingKey, Parked> parked,
        TransactionalMap<Expiry, Boolean> expiries,
        TransactionalMap<BreakerName, BreakerSnapshot> breakers,
        TransactionalMap<String, Pause> pauses,
        TransactionalMap<Long, Errand> errands) {

    /** As the natural order; but most comparisons are within a lane, whose name need not be written out for it. */
    private static final Comparator<ParkingKey> BY_PLACE = (one, other) -> {
        int byLane = one.lane().equals(other.lane()) ? 0 : one.lane().compareTo(other.lane());
        int byDue = byLane != 0 ? byLane : one.due().compareTo(other.due());
        return byDue != 0 ? byDue : Long.compare(one.sequence(), other.sequence());
    };

    static Stores empty() {
        return new Stores(new TransactionalMap<>(Comparator.<Integer>naturalOrder()), new TransactionalMap<>(BY_PLACE),
                new TransactionalMap<>(Comparator.<Expiry>naturalOrder()),
                new TransactionalMap<>(Comparator.<BreakerName>naturalOrder()),
                new TransactionalMap<>(Comparator.<String>naturalOrder()),
                new TransactionalMap<>(Comparator.<Long>naturalOrder()));
    }

    void commit() {
        rows.commit();
        parked.commit();
        expiries.commit();
        breakers.commit();
        pauses.commit();
        errands.commit();
    }

    /** What the next owner finds. This one may go on with its own, if it does not know yet that it is none any more. */
    Stores committed() {
        return new Stores(rows.committed(), parked.committed(), expiries.committed(), breakers.committed(),
                pauses.committed(), errands.committed());
    }

    boolean areEmpty() {
        return rows.rows().isEmpty() && parked.rows().isEmpty() && expiries.rows().isEmpty();
    }
}
