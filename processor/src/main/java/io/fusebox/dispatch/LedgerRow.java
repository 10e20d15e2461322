package io.fusebox.dispatch;

import io.fusebox.call.BreakerName;
import io.fusebox.call.Delivery;
import io.fusebox.call.Payload;
import io.fusebox.call.RawRecord;
import io.fusebox.call.Turn;
import java.time.Instant;
import java.util.Optional;

/** What is known of one piece of work between two commits' worth of records: whatever is not in a topic is here. */
public sealed interface LedgerRow {

    /** A record that could not be read yet, because nobody has told its schema. */
    record Unread(RawRecord record, Instant receivedAt) implements LedgerRow {}

    /** A call that waits in memory for a place. */
    record Waiting(Delivery delivery) implements LedgerRow {}

    /**
     * An attempt under way.
     *
     * @param attempt tells it from earlier attempts in the same slot
     * @param leaseUntil by then it has ended, also if nobody says so
     * @param generation of the breaker that admitted it
     * @param probe whether it holds one of the breaker's half-open permits
     * @param atMostOnce whether the call is not made again unless it is known that it was never sent
     */
    record InFlight(
            Cargo cargo,
            BreakerName breaker,
            long attempt,
            Instant startedAt,
            Instant leaseUntil,
            long generation,
            boolean probe,
            boolean atMostOnce) implements LedgerRow {}

    /**
     * A call that was written to the retry topic and has not been read back.
     *
     * @param turn the place that it keeps among calls with its ordering key, where it has one
     */
    record Parking(BreakerName breaker, Instant due, Optional<Turn> turn) implements LedgerRow {}

    /** Roughly the bytes that the row holds in memory. */
    default int weight() {
        return ROW_OVERHEAD + switch (this) {
            case Unread(RawRecord raw, var _) -> raw.value().map(Payload::size).orElse(0);
            case Waiting(Delivery delivery) -> delivery.call().body().size();
            case InFlight flight -> switch (flight.cargo()) {
                case Cargo.Fresh(Delivery delivery) -> delivery.call().body().size();
                case Cargo.Drained _ -> 0;
            };
            case Parking _ -> 0;
        };
    }

    int ROW_OVERHEAD = 512;
}
