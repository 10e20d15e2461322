package io.fusebox.bench.stub;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A call's body: 250 bytes of JSON, which begin with the time from which the call's latency counts. */
public final class Stamp {
    private static final int SIZE = 250;
    private static final String HEAD = "{\"stamp\":";
    private static final int DIGITS = 16;
    private static final byte[] TAIL = tail();

    private Stamp() {}

    /** @param micros since 1970, as {@link #now} */
    public static byte[] body(long micros) {
        byte[] body = new byte[SIZE];
        byte[] head = (HEAD + micros).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, body, 0, head.length);
        System.arraycopy(TAIL, 0, body, head.length, TAIL.length);
        return body;
    }

    private static byte[] tail() {
        String text = ",\"event\":\"order.created\",\"currency\":\"EUR\",\"amount\":4200,\"text\":\"";
        String end = "\"}";
        int rest = SIZE - HEAD.length() - DIGITS - text.length() - end.length();
        return (text + "x".repeat(rest) + end).getBytes(StandardCharsets.US_ASCII);
    }

    public static long now() {
        return micros(Instant.now());
    }

    public static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    /** @param digit the body's byte at an index */
    static long read(ByteAt digit) {
        long micros = 0;
        for (int i = HEAD.length(); i < HEAD.length() + DIGITS; i++) {
            micros = 10 * micros + digit.at(i) - '0';
        }
        return micros;
    }

    interface ByteAt {
        byte at(int index);
    }
}
