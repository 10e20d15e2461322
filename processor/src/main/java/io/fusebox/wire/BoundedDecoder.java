package io.fusebox.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Reads Avro's binary encoding (Avro 1.12 specification, "Binary encoding") from an array. It believes no length that the
 * array does not hold, so a few hostile bytes cannot ask for gigabytes or for a loop without end.
 */
final class BoundedDecoder extends Decoder {
    private byte[] bytes = new byte[0];
    private int position;
    /** An item takes a byte or more, so all arrays and maps together have no more of them than there are bytes. */
    private long itemsLeft;

    BoundedDecoder over(byte[] source, int from) {
        bytes = source;
        position = from;
        itemsLeft = left();
        return this;
    }

    int left() {
        return bytes.length - position;
    }

    @Override
    public void readNull() {}

    @Override
    public boolean readBoolean() {
        return next() == 1;
    }

    @Override
    public int readInt() {
        long value = readLong();
        if (value != (int) value) {
            throw new MalformedRecordException("an int before byte " + position + " is out of range");
        }
        return (int) value;
    }

    @Override
    public long readLong() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte b = next();
            value |= (b & 0x7FL) << shift;
            if (b >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new MalformedRecordException("a number before byte " + position + " has more than 64 bits");
    }

    @Override
    public float readFloat() {
        return Float.intBitsToFloat((int) littleEndian(4));
    }

    @Override
    public double readDouble() {
        return Double.longBitsToDouble(littleEndian(8));
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) {
        int length = length();
        int from = take(length);
        return new Utf8(Arrays.copyOfRange(bytes, from, from + length));
    }

    @Override
    public String readString() {
        int length = length();
        return new String(bytes, take(length), length, StandardCharsets.UTF_8);
    }

    @Override
    public void skipString() {
        take(length());
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) {
        int length = length();
        int from = take(length);
        return ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, from + length));
    }

    @Override
    public void skipBytes() {
        take(length());
    }

    @Override
    public void readFixed(byte[] target, int start, int length) {
        System.arraycopy(bytes, take(length), target, start, length);
    }

    @Override
    public void skipFixed(int length) {
        take(length);
    }

    @Override
    public int readEnum() {
        return readInt();
    }

    @Override
    public int readIndex() {
        return readInt();
    }

    @Override
    public long readArrayStart() {
        return items();
    }

    @Override
    public long arrayNext() {
        return items();
    }

    @Override
    public long skipArray() {
        return itemsToSkip();
    }

    @Override
    public long readMapStart() {
        return items();
    }

    @Override
    public long mapNext() {
        return items();
    }

    @Override
    public long skipMap() {
        return itemsToSkip();
    }

    @Override
    public int remainingBytes() {
        return left();
    }

    /** A block's count; a negative one is followed by the block's size in bytes. */
    private long items() {
        long count = readLong();
        if (count < 0) {
            readLong();
            count = -count;
        }
        return allowed(count);
    }

    private long itemsToSkip() {
        long count = readLong();
        while (count < 0) {
            take(length());
            count = readLong();
        }
        return allowed(count);
    }

    private long allowed(long count) {
        if (count < 0 || count > itemsLeft) {
            throw new MalformedRecordException(
                    "%d items are announced before byte %d, more than there are bytes".formatted(count, position));
        }
        itemsLeft -= count;
        return count;
    }

    private int length() {
        long length = readLong();
        if (length < 0 || length > left()) {
            throw new MalformedRecordException(
                    "%d bytes are announced before byte %d, but %d are left".formatted(length, position, left()));
        }
        return (int) length;
    }

    private int take(int length) {
        if (length > left()) {
            throw new MalformedRecordException("it ends at byte %d, in the middle of a value".formatted(bytes.length));
        }
        int from = position;
        position += length;
        return from;
    }

    private byte next() {
        return bytes[take(1)];
    }

    private long littleEndian(int size) {
        int from = take(size);
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= (bytes[from + i] & 0xFFL) << (8 * i);
        }
        return value;
    }
}
