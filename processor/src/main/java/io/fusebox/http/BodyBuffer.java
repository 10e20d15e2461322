package io.fusebox.http;

import io.fusebox.call.Payload;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/** What is kept of a body: its first bytes up to a limit. */
final class BodyBuffer {
    private static final int FIRST_SIZE = 1_024;

    private final int limit;
    private byte[] bytes;
    private int size;

    /** @param announced {@code Content-Length}, or -1 */
    BodyBuffer(int limit, long announced) {
        this.limit = limit;
        this.bytes = new byte[(int) Math.min(limit, announced < 0 || announced > 64 * 1024 ? FIRST_SIZE : announced)];
    }

    /** @return whether all of it was kept */
    boolean add(Buffer chunk) {
        int kept = Math.min(chunk.length(), limit - size);
        if (bytes.length < size + kept) {
            bytes = Arrays.copyOf(bytes, Math.min(limit, Math.max(size + kept, bytes.length * 2)));
        }
        chunk.getBytes(0, kept, bytes, size);
        size += kept;
        return kept == chunk.length();
    }

    boolean isFull() {
        return size == limit;
    }

    Payload payload() {
        return Payload.of(size == bytes.length ? bytes : Arrays.copyOf(bytes, size));
    }
}
