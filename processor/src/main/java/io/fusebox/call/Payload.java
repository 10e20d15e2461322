package io.fusebox.call;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes as a value. The array is shared, not copied: whoever makes a payload gives its array away. */
public final class Payload {
    public static final Payload EMPTY = new Payload(new byte[0]);

    private final byte[] bytes;

    private Payload(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Payload of(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Payload(bytes);
    }

    public static Payload ofText(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The shared array; not to be written to. */
    public byte[] bytes() {
        return bytes;
    }

    public int size() {
        return bytes.length;
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    public Payload truncatedTo(int limit) {
        return bytes.length <= limit ? this : of(Arrays.copyOf(bytes, limit));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Never the content: payloads do not belong in logs. */
    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
