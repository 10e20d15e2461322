package io.fusebox.topology;

import java.nio.charset.StandardCharsets;

/**
 * A task's claim to its partition: a record that it writes to the commands topic and reads back before it does anything.
 *
 * <p>Exactly-once fences a replaced owner through the offsets in its transactions, and so not one that has restored rows and
 * consumed nothing yet: such a zombie would publish second results. Who has consumed its own claim has an offset to commit.
 */
final class Claim {
    private static final String PREFIX = "claim-";

    private Claim() {}

    static byte[] keyOf(int partition) {
        return (PREFIX + partition).getBytes(StandardCharsets.UTF_8);
    }

    static int partitionOf(byte[] key) {
        return Integer.parseInt(new String(key, StandardCharsets.UTF_8).substring(PREFIX.length()));
    }
}
