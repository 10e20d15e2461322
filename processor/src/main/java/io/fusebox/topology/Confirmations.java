package io.fusebox.topology;

import io.fusebox.call.AttemptId;
import io.fusebox.call.Command;
import io.fusebox.call.Payload;
import io.fusebox.call.RawRecord;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * How a task learns that a ledger row is committed: it writes a record to the commands topic in the row's own transaction. Its
 * consumer reads only what is committed; so if it reads the record, the row is committed too.
 *
 * <p>Kafka Streams tells nobody of its commits under exactly-once: there is no shorter way.
 */
final class Confirmations {
    private final int partition;
    private final Function<Command.Confirm, byte[]> encoder;
    private final Map<Payload, AttemptId> asked = new HashMap<>();
    private final Deque<AttemptId> confirmed = new ArrayDeque<>();

    Confirmations(int partition, Function<Command.Confirm, byte[]> encoder) {
        this.partition = partition;
        this.encoder = encoder;
    }

    /** The record to be written. */
    byte[] ask(AttemptId id, Instant now) {
        byte[] value = encoder.apply(new Command.Confirm(partition, UUID.randomUUID().toString(), now));
        asked.put(Payload.of(value), id);
        return value;
    }

    /** A command was read; whether it is one of these. Told by its bytes, as a {@link Claim}. */
    boolean readBack(RawRecord record) {
        Optional<AttemptId> id = record.value().map(asked::remove);
        id.ifPresent(confirmed::add);
        return id.isPresent();
    }

    /** Hands out what was confirmed since the last time. */
    void drain(Consumer<AttemptId> consumer) {
        for (AttemptId id = confirmed.poll(); id != null; id = confirmed.poll()) {
            consumer.accept(id);
        }
    }
}
