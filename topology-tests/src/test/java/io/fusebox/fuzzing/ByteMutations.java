package io.fusebox.fuzzing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Damages bytes as wires, disks and strangers do, and in ways that parsers dislike. */
final class ByteMutations {
    /** As Avro writes them: lengths of 2^31 - 1, of 2^62 and -2^63, an int that does not end, union branches that are none. */
    private static final List<byte[]> AVRO = List.of(bytes(0xFE, 0xFF, 0xFF, 0xFF, 0x0F),
            bytes(0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01),
            bytes(0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01),
            bytes(0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80), bytes(0x7F), bytes(0x04),
            bytes(0x01), bytes(0x02), bytes(0x00));
    private static final List<byte[]> UTF8 = List.of(bytes(0xC3, 0x28), bytes(0xED, 0xA0, 0x80), bytes(0xF5),
            bytes(0xFF, 0xFE), bytes(0xC0, 0x80), bytes(0xEF, 0xBB, 0xBF), bytes(0x00), bytes(0x0D, 0x0A));
    private static final List<byte[]> JSON = List
            .of("[", "]", "{", "}", "\"", ",", ":", "null", "true", "NaN", "-", "1e", "1e999999999", "-0",
                    "99999999999999999999", "0.1", "\\u0000", "\\ud83d", "\\", "/*", "{\"id\":", "\"id\":\"again\",",
                    "\"body\":", "\"metadata\":{\"a\":", "\"notBefore\":9223372036854775807,")
            .stream()
            .map(token -> token.getBytes(StandardCharsets.UTF_8))
            .toList();

    private final RandomGenerator random;

    ByteMutations(RandomGenerator random) {
        this.random = random;
    }

    /** @param other another record, from which pieces are taken */
    byte[] mutate(byte[] bytes, byte[] other) {
        return switch (random.nextInt(12)) {
            case 0, 1 -> flip(bytes);
            case 2 -> set(bytes);
            case 3 -> Arrays.copyOf(bytes, place(bytes));
            case 4 -> remove(bytes);
            case 5 -> duplicate(bytes);
            case 6 -> insert(bytes, piece(other));
            case 7 -> overwrite(bytes, oneOf(AVRO));
            case 8 -> insert(bytes, oneOf(AVRO));
            case 9 -> insert(bytes, oneOf(UTF8));
            case 10 -> insert(bytes, oneOf(JSON));
            default -> overwrite(bytes, oneOf(JSON));
        };
    }

    private byte[] flip(byte[] bytes) {
        byte[] flipped = bytes.clone();
        if (flipped.length > 0) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private byte[] set(byte[] bytes) {
        byte[] changed = bytes.clone();
        if (changed.length > 0) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        return changed;
    }

    private byte[] remove(byte[] bytes) {
        int from = place(bytes);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(16));
        return join(Arrays.copyOf(bytes, from), Arrays.copyOfRange(bytes, to, bytes.length));
    }

    private byte[] duplicate(byte[] bytes) {
        return insert(bytes, piece(bytes));
    }

    private byte[] piece(byte[] bytes) {
        int from = place(bytes);
        return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 1 + random.nextInt(40)));
    }

    private byte[] insert(byte[] bytes, byte[] piece) {
        int at = place(bytes);
        return join(Arrays.copyOf(bytes, at), piece, Arrays.copyOfRange(bytes, at, bytes.length));
    }

    private byte[] overwrite(byte[] bytes, byte[] piece) {
        int at = place(bytes);
        byte[] rest = Arrays.copyOfRange(bytes, Math.min(bytes.length, at + piece.length), bytes.length);
        return join(Arrays.copyOf(bytes, at), piece, rest);
    }

    private int place(byte[] bytes) {
        return random.nextInt(bytes.length + 1);
    }

    private byte[] oneOf(List<byte[]> pieces) {
        return pieces.get(random.nextInt(pieces.size()));
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
