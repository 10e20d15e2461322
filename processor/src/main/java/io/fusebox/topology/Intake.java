package io.fusebox.topology;

import io.fusebox.call.Call;
import io.fusebox.call.Command;
import io.fusebox.call.DeadLetter;
import io.fusebox.call.Delivery;
import io.fusebox.call.ParkReason;
import io.fusebox.call.Parked;
import io.fusebox.call.Payload;
import io.fusebox.call.RawRecord;
import io.fusebox.dispatch.Ledger;
import io.fusebox.dispatch.LedgerRow;
import io.fusebox.wire.Codecs;
import io.fusebox.wire.Decoded;
import io.fusebox.wire.Topics;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.ExponentialBackoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads records, in their order.
 *
 * <p>One that cannot be read now, because the schema registry has not told its schema, waits in the ledger, and all behind it with
 * it. One that can never be read becomes a dead letter. One on a partition that is not its destination's is sent to the right one.
 */
final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    /** Milliseconds: 5, doubled each time, 1,000 at most. */
    private static final ExponentialBackoff BACKOFF = new ExponentialBackoff(5, 2, 1_000, 0);

    /** What a row adds to a record. */
    private static final int ENVELOPE = 1_024;

    private record Held(int slot, LedgerRow.Unread row) {}

    private final Topics topics;
    private final Codecs codecs;
    private final Partitioning partitioning;
    private final int partition;
    private final Ledger ledger;
    private final Readers readers;
    private final Deque<Held> held = new ArrayDeque<>();
    private int failures;
    private Instant nextTry = Instant.EPOCH;

    /** Where a record goes once it is read. */
    interface Readers {
        void arrived(Delivery delivery, Instant now);

        void readBack(Parked parked, RawRecord record, Instant now);

        void reroute(Parked parked, Instant now);

        /** @return whether there is such a breaker */
        boolean operated(Command.Operate command, Instant now);

        /** @return whether there is such a destination */
        boolean managed(Command.Manage command, Instant now);

        void bury(DeadLetter letter);
    }

    /** Takes over what an earlier owner could not read. */
    Intake(DispatchRuntime runtime, Codecs codecs, int partition, Ledger ledger, Readers readers) {
        this.topics = runtime.topics();
        this.codecs = codecs;
        this.partitioning = runtime.partitioning();
        this.partition = partition;
        this.ledger = ledger;
        this.readers = readers;
        List<Held> found = new ArrayList<>();
        ledger.rows().forEach((slot, row) -> {
            if (row instanceof LedgerRow.Unread unread) {
                found.add(new Held(slot, unread));
            }
        });
        found.sort(Comparator.comparing((Held it) -> it.row().receivedAt())
                .thenComparingLong(it -> it.row().record().origin().offset()));
        held.addAll(found);
    }

    /** @param ready whether anything may be done at all yet; otherwise the record is only kept */
    void accept(RawRecord record, boolean ready, Instant now) {
        if (!ready || !held.isEmpty() || !read(record, now, now)) {
            hold(record, now);
        }
    }

    /**
     * As {@link #accept}, but what an operator wants waits only behind other commands, not behind calls that cannot be read.
     *
     * @param ofClaims whether it has the key of claims: what cannot be read there is somebody's claim, and waited for by nobody here
     */
    void acceptCommand(RawRecord record, boolean ready, boolean ofClaims, Instant now) {
        boolean waits = held.stream().anyMatch(it -> isCommand(it.row().record()));
        if ((!ready || waits || !read(record, now, now)) && !ofClaims) {
            hold(record, now);
        }
    }

    private boolean isCommand(RawRecord record) {
        return record.origin().topic().equals(topics.commands());
    }

    /** Keeps a record until it can be read, or may be. */
    private void hold(RawRecord record, Instant now) {
        LedgerRow.Unread row = new LedgerRow.Unread(keepable(record), now);
        held.add(new Held(ledger.add(row), row));
    }

    /** A row that no broker takes would end the thread that writes it: such a record keeps its place, but not its content. */
    private RawRecord keepable(RawRecord record) {
        if (record.size() <= codecs.maxRecordBytes() - ENVELOPE) {
            return record;
        }
        Payload size = Payload.ofText(String.valueOf(record.size()));
        return new RawRecord(record.origin(), record.timestamp(), Optional.empty(), Optional.empty(),
                List.of(new RawRecord.Header(RecordHeaders.DROPPED, Optional.of(size))));
    }

    /** Tries again what could not be read. */
    void retry(Instant now) {
        if (held.isEmpty() || now.isBefore(nextTry)) {
            return;
        }
        for (Held first = held.peek(); first != null; first = held.peek()) {
            if (!read(first.row().record(), first.row().receivedAt(), now)) {
                nextTry = now.plusMillis(BACKOFF.backoff(failures++));
                return;
            }
            held.remove();
            ledger.remove(first.slot());
            failures = 0;
        }
    }

    /** Whether records wait to be read: then more of them are not wanted. */
    boolean isHolding() {
        return !held.isEmpty();
    }

    /** @return whether the record is done with */
    private boolean read(RawRecord record, Instant receivedAt, Instant now) {
        if (record.value().isEmpty()) {
            refuse(record, DeadLetter.Reason.MALFORMED,
                    RecordHeaders.dropped(record)
                            .map(size -> ("the record has %s bytes, too many to be kept while the schema registry "
                                    + "does not answer: make it smaller, and send it again").formatted(size))
                            .orElse("the record has no value: a tombstone takes nothing back, send a call"),
                    now);
            return true;
        }
        return switch (decode(record, receivedAt, now)) {
            case Decoded.Read<Runnable>(Runnable next) -> {
                next.run();
                yield true;
            }
            case Decoded.Malformed<Runnable>(String reason) -> {
                refuse(record, DeadLetter.Reason.MALFORMED, reason, now);
                yield true;
            }
            case Decoded.NotYet<Runnable>(String reason) -> {
                LOG.atDebug().addKeyValue("record", record.origin()).log("cannot be read yet: {}", reason);
                yield false;
            }
        };
    }

    private Decoded<Runnable> decode(RawRecord record, Instant receivedAt, Instant now) {
        if (record.origin().topic().equals(topics.requests())) {
            return codecs.decodeRequest(record.bytes()).map(call -> () -> request(call, record, receivedAt, now));
        }
        if (isCommand(record)) {
            return codecs.decodeCommand(record.bytes()).map(command -> () -> command(command, record, now));
        }
        return codecs.decodeParked(record.bytes()).map(parked -> () -> parked(parked, record, now));
    }

    private void command(Command command, RawRecord record, Instant now) {
        switch (command) {
            case Command.Operate operate -> {
                if (!readers.operated(operate, now)) {
                    refuse(record, "breaker " + operate.breaker(), now);
                }
            }
            case Command.Manage manage -> {
                if (!readers.managed(manage, now)) {
                    refuse(record, "destination " + manage.destination(), now);
                }
            }
            case Command.Claim _,Command.Confirm _ -> {
                // Whoever wrote it has read it by now, or has gone.
            }
        }
    }

    private void refuse(RawRecord record, String unknown, Instant now) {
        refuse(record, DeadLetter.Reason.MALFORMED,
                "there is no %s here; check its name, and that the record's key is its destination".formatted(unknown),
                now);
    }

    private void request(Call call, RawRecord record, Instant receivedAt, Instant now) {
        Delivery delivery = Delivery.received(call, record.origin(), receivedAt, RecordHeaders.trace(record));
        if (partitioning.of(call.destination()) == partition) {
            readers.arrived(delivery, now);
        } else {
            readers.reroute(new Parked(delivery, ParkReason.REROUTED, now, now), now);
        }
    }

    private void parked(Parked parked, RawRecord record, Instant now) {
        String destination = parked.delivery().servedBy();
        if (partitioning.of(destination) != partition) {
            refuse(record, DeadLetter.Reason.MISROUTED,
                    "destination '%s' belongs to partition %d, but came to %d a second time: is the number of partitions (%d) right?"
                            .formatted(destination, partitioning.of(destination), partition, partitioning.partitions()),
                    now);
            return;
        }
        switch (parked.reason()) {
            case REROUTED, REPLAYED, DETOUR -> readers.arrived(parked.delivery(), now);
            case REJECTED, RETRY, SCHEDULED, ORDERED, OTHER -> readers.readBack(parked, record, now);
        }
    }

    private void refuse(RawRecord record, DeadLetter.Reason reason, String detail, Instant now) {
        readers.bury(new DeadLetter.Refused(record, reason, detail, now, false));
    }
}
