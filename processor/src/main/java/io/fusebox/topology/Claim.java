package io.fusebox.topology;

import io.fusebox.call.Command;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A task's claim to its partition: a record that it writes to the commands topic and reads back before it does anything.
 *
 * <p>Exactly-once fences a replaced owner through the offsets in its transactions, and so not one that has restored rows and
 * consumed nothing yet: such a zombie would publish second results. Who has consumed its own claim has an offset to commit.
 */
final class Claim {
    private static final String KEY_PREFIX = "claim-";

    private final int partition;
    private Optional<String> nonce = Optional.empty();
    private boolean held;

    Claim(int partition) {
        this.partition = partition;
    }

    /** A new one, to be written. */
    Command.Claim renew(Instant now) {
        String its = UUID.randomUUID().toString();
        nonce = Optional.of(its);
        held = false;
        return new Command.Claim(partition, its, now);
    }

    /** A claim was read; whether it is this very one. */
    boolean readBack(Command.Claim read) {
        boolean ours = nonce.filter(read.nonce()::equals).isPresent();
        held |= ours;
        return ours;
    }

    boolean isWritten() {
        return nonce.isPresent();
    }

    boolean isHeld() {
        return held;
    }

    /** Somebody else may have claimed meanwhile. */
    void lose() {
        nonce = Optional.empty();
        held = false;
    }

    byte[] key() {
        return (KEY_PREFIX + partition).getBytes(StandardCharsets.UTF_8);
    }

    static int partitionOf(byte[] key) {
        return Integer.parseInt(new String(key, StandardCharsets.UTF_8).substring(KEY_PREFIX.length()));
    }
}
