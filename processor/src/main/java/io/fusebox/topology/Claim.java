package io.fusebox.topology;

import io.fusebox.call.Command;
import io.fusebox.call.Payload;
import io.fusebox.call.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * A task's claim to its partition: a record that it writes to the commands topic and reads back before it does anything.
 *
 * <p>Exactly-once fences a replaced owner through the offsets in its transactions, and so not one that has restored rows and
 * consumed nothing yet: such a zombie would publish second results. Who has consumed its own claim has an offset to commit.
 */
final class Claim {
    private static final String KEY_PREFIX = "claim-";

    private final int partition;
    private Optional<Payload> written = Optional.empty();
    private boolean held;

    Claim(int partition) {
        this.partition = partition;
    }

    /** A new one, in the bytes to be written. */
    byte[] renew(Instant now, Function<Command.Claim, byte[]> encoder) {
        byte[] value = encoder.apply(new Command.Claim(partition, UUID.randomUUID().toString(), now));
        written = Optional.of(Payload.of(value));
        held = false;
        return value;
    }

    /** A command was read; whether it is this very claim. Told by its bytes: whether they can be decoded yet does not matter. */
    boolean readBack(RawRecord record) {
        boolean ours = written.isPresent() && written.equals(record.value());
        held |= ours;
        return ours;
    }

    boolean isWritten() {
        return written.isPresent();
    }

    boolean isHeld() {
        return held;
    }

    /** Somebody else may have claimed meanwhile. */
    void lose() {
        written = Optional.empty();
        held = false;
    }

    /** Whether a record has the key of this partition's claims. */
    boolean isKeyOf(RawRecord record) {
        return record.key().filter(Payload.of(key())::equals).isPresent();
    }

    /** Of this partition's claims, and of all else that the task writes to itself. */
    byte[] key() {
        return (KEY_PREFIX + partition).getBytes(StandardCharsets.UTF_8);
    }

    static int partitionOf(byte[] key) {
        return Integer.parseInt(new String(key, StandardCharsets.UTF_8).substring(KEY_PREFIX.length()));
    }
}
