package io.fusebox.simulation;

import io.fusebox.breaker.BreakerSnapshot;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Parked;
import io.fusebox.call.Pause;
import io.fusebox.call.Turn;
import io.fusebox.dispatch.AnswerKey;
import io.fusebox.dispatch.CachedAnswer;
import io.fusebox.dispatch.Errand;
import io.fusebox.dispatch.Expiry;
import io.fusebox.dispatch.LedgerRow;
import io.fusebox.dispatch.ParkingKey;
import io.fusebox.dispatch.SeenId;
import io.fusebox.dispatch.SeenUntil;
import java.time.Instant;
import java.util.Comparator;

/** A partition's stores, which commit together. */
record Stores(
        TransactionalMap<Integer, LedgerRow> rows,
        TransactionalMap<ParkingKey, Parked> parked,
        TransactionalMap<Expiry, Boolean> expiries,
        TransactionalMap<Turn, ParkingKey> turns,
        TransactionalMap<BreakerName, BreakerSnapshot> breakers,
        TransactionalMap<String, Pause> pauses,
        TransactionalMap<AnswerKey, CachedAnswer> answers,
        TransactionalMap<SeenId, Instant> seen,
        TransactionalMap<SeenUntil, Boolean> seenUntil,
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
                new TransactionalMap<>(Comparator.<Turn>naturalOrder()),
                new TransactionalMap<>(Comparator.<BreakerName>naturalOrder()),
                new TransactionalMap<>(Comparator.<String>naturalOrder()),
                new TransactionalMap<>(Comparator.comparing(AnswerKey::destination).thenComparing(AnswerKey::digest)),
                new TransactionalMap<>(Comparator.comparing(SeenId::destination).thenComparing(SeenId::id)),
                new TransactionalMap<>(Comparator.<SeenUntil>naturalOrder()),
                new TransactionalMap<>(Comparator.<Long>naturalOrder()));
    }

    void commit() {
        rows.commit();
        parked.commit();
        expiries.commit();
        turns.commit();
        breakers.commit();
        pauses.commit();
        answers.commit();
        seen.commit();
        seenUntil.commit();
        errands.commit();
    }

    /** What the next owner finds. This one may go on with its own, if it does not know yet that it is none any more. */
    Stores committed() {
        return new Stores(rows.committed(), parked.committed(), expiries.committed(), turns.committed(),
                breakers.committed(), pauses.committed(), answers.committed(), seen.committed(),
                seenUntil.committed(), errands.committed());
    }

    boolean areEmpty() {
        return rows.rows().isEmpty() && parked.rows().isEmpty() && expiries.rows().isEmpty()
                && turns.rows().isEmpty();
    }
}
