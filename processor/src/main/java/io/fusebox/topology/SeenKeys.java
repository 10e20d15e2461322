package io.fusebox.topology;

import io.fusebox.dispatch.SeenId;
import io.fusebox.dispatch.SeenUntil;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * How ids sort as bytes in the store of those that were seen. Each has two rows: {@code I destination 0 id}, whose value is the time
 * until which a second one is a duplicate, and {@code X time destination 0 id}, which only points to it. Times are milliseconds,
 * big-endian; no destination has a zero byte in its name. {@link StoredAnswers} has rows beside them.
 */
final class SeenKeys {
    private static final byte ID = 'I';
    private static final byte END = 'X';

    private SeenKeys() {}

    static byte[] id(SeenId id) {
        byte[] text = text(id);
        return ByteBuffer.allocate(1 + text.length).put(ID).put(text).array();
    }

    static byte[] end(SeenUntil seen) {
        byte[] text = text(seen.id());
        return ByteBuffer.allocate(1 + Long.BYTES + text.length)
                .put(END)
                .putLong(seen.at().toEpochMilli())
                .put(text)
                .array();
    }

    static byte[] afterEnds() {
        return new byte[]{ END + 1 };
    }

    static SeenUntil endOf(byte[] key) {
        ByteBuffer buffer = ByteBuffer.wrap(key, 1, key.length - 1);
        Instant at = Instant.ofEpochMilli(buffer.getLong());
        String text = new String(key, buffer.position(), buffer.remaining(), StandardCharsets.UTF_8);
        int zero = text.indexOf('\0');
        return new SeenUntil(at, new SeenId(text.substring(0, zero), text.substring(zero + 1)));
    }

    static byte[] time(Instant time) {
        return ByteBuffer.allocate(Long.BYTES).putLong(time.toEpochMilli()).array();
    }

    static Instant timeOf(byte[] value) {
        return Instant.ofEpochMilli(ByteBuffer.wrap(value).getLong());
    }

    private static byte[] text(SeenId id) {
        return (id.destination() + '\0' + id.id()).getBytes(StandardCharsets.UTF_8);
    }
}
