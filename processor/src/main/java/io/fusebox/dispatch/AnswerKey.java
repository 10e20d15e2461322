package io.fusebox.dispatch;

import io.fusebox.call.Call;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tells requests of a destination apart: by method, URL or path, headers and body.
 *
 * <p>All headers count, for an answer may depend on any, and what was told to one caller is not for another; but those do not that
 * are new with every request. Neither does the {@code Idempotency-Key}.
 *
 * @param digest SHA-256 of all of it, in hexadecimal
 */
public record AnswerKey(String destination, String digest) {
    private static final Set<String> PER_REQUEST = Set.of("traceparent", "tracestate", "baggage", "x-request-id",
            "x-correlation-id", "date");

    static AnswerKey of(Call call) {
        MessageDigest digest = sha256();
        add(digest, call.method());
        add(digest, call.url().map(url -> "url " + url).orElseGet(() -> "path " + call.path().orElse("")));
        Map<String, String> headers = new TreeMap<>();
        call.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        headers.keySet().removeAll(PER_REQUEST);
        headers.forEach((name, value) -> {
            add(digest, name);
            add(digest, value);
        });
        digest.update(call.body().bytes());
        return new AnswerKey(call.destination(), HexFormat.of().formatHex(digest.digest()));
    }

    /** With its length before it: no two requests are written alike. */
    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
