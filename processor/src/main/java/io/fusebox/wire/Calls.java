package io.fusebox.wire;

import io.fusebox.call.Call;
import io.fusebox.call.Payload;
import io.fusebox.schemas.CallRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** {@link CallRequest} to {@link Call} and back. What a call is refused for here no destination could mend. */
final class Calls {
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");
    /** In characters; a record takes up to three bytes for one. */
    private static final int HEAD_LIMIT = 128 << 10;

    private Calls() {}

    /** @throws MalformedRecordException naming the field and the mend */
    static Call toDomain(CallRequest request) {
        if (request.getId().isBlank()) {
            throw new MalformedRecordException("field 'id' is empty: every call needs an id, such as a UUID");
        }
        refuseTooLarge(request);
        Optional<String> url = present(request.getUrl());
        return new Call(request.getId(),
                present(request.getDestination()).or(() -> url.flatMap(Calls::origin)).orElse(""),
                present(request.getOperation()),
                request.getMethod().isEmpty() ? "POST" : request.getMethod().toUpperCase(Locale.ROOT),
                present(request.getPath()),
                url,
                Map.copyOf(request.getHeaders()),
                request.getBody().map(Calls::payload).orElse(Payload.EMPTY),
                present(request.getOrderingKey()),
                request.getNotBefore().map(time -> time("notBefore", time)),
                request.getDeadline().map(time -> time("deadline", time)),
                request.getTimeoutMs().map(ms -> Duration.ofMillis(atLeastOne("timeoutMs", ms))),
                request.getMaxAttempts()
                        .map(n -> OptionalInt.of(atLeastOne("maxAttempts", n)))
                        .orElse(OptionalInt.empty()),
                present(request.getIdempotencyKey()), present(request.getReplyKey()),
                Map.copyOf(request.getMetadata()));
    }

    static CallRequest toAvro(Call call) {
        return CallRequest.newBuilder()
                .setId(call.id())
                .setDestination(call.destination().isEmpty() ? null : call.destination())
                .setOperation(call.operation().orElse(null))
                .setMethod(call.method())
                .setPath(call.path().orElse(null))
                .setUrl(call.url().orElse(null))
                .setHeaders(call.headers())
                .setBody(buffer(call.body()))
                .setOrderingKey(call.orderingKey().orElse(null))
                .setNotBefore(call.notBefore().orElse(null))
                .setDeadline(call.deadline().orElse(null))
                .setTimeoutMs(call.timeout().map(timeout -> Math.toIntExact(timeout.toMillis())).orElse(null))
                .setMaxAttempts(call.maxAttempts().isPresent() ? call.maxAttempts().getAsInt() : null)
                .setIdempotencyKey(call.idempotencyKey().orElse(null))
                .setReplyKey(call.replyKey().orElse(null))
                .setMetadata(call.metadata())
                .build();
    }

    /** Shares the buffer's array where it holds nothing else. */
    static Payload payload(ByteBuffer buffer) {
        boolean whole = buffer.hasArray() && buffer.arrayOffset() == 0 && buffer.position() == 0
                && buffer.remaining() == buffer.array().length;
        if (whole) {
            return Payload.of(buffer.array());
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return Payload.of(bytes);
    }

    static @Nullable ByteBuffer buffer(Payload payload) {
        return payload.isEmpty() ? null : ByteBuffer.wrap(payload.bytes());
    }

    private static Optional<String> present(Optional<String> text) {
        return text.filter(value -> !value.isEmpty());
    }

    private static int atLeastOne(String field, int value) {
        if (value < 1) {
            throw new MalformedRecordException(
                    "field '%s' is %d: at least 1 is expected, or no such field".formatted(field, value));
        }
        return value;
    }

    /** What is echoed, kept and passed on with a call has to fit into a record each time, beside a body. */
    private static void refuseTooLarge(CallRequest request) {
        long size = request.getId().length() + request.getMethod().length() + size(request.getDestination())
                + size(request.getOperation()) + size(request.getPath()) + size(request.getUrl())
                + size(request.getOrderingKey()) + size(request.getIdempotencyKey()) + size(request.getReplyKey())
                + size(request.getHeaders()) + size(request.getMetadata());
        if (size > HEAD_LIMIT) {
            throw new MalformedRecordException(
                    "all but its body has %,d characters, more than %,d: shorten its headers or metadata, or send them in the body"
                            .formatted(size, HEAD_LIMIT));
        }
    }

    private static int size(Optional<String> text) {
        return text.isPresent() ? text.get().length() : 0;
    }

    private static long size(Map<String, String> texts) {
        long size = 0;
        for (Map.Entry<String, String> text : texts.entrySet()) {
            size += text.getKey().length() + text.getValue().length();
        }
        return size;
    }

    /** Times that no calendar knows are seconds or microseconds taken for milliseconds, and would overflow in sums. */
    static Instant time(String field, Instant value) {
        if (value.isBefore(Instant.EPOCH) || value.isAfter(LAST)) {
            throw new MalformedRecordException(
                    "field '%s' is no time from 1970 to 9999: milliseconds since 1970 are expected".formatted(field));
        }
        return value;
    }

    /** {@code scheme://host:port} of an absolute URL; what is none is refused later, with a result. */
    private static Optional<String> origin(String url) {
        try {
            URI uri = new URI(url);
            if (uri.getScheme() == null || uri.getHost() == null) {
                return Optional.empty();
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
            return Optional.of("%s://%s:%d".formatted(scheme, uri.getHost().toLowerCase(Locale.ROOT), port));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }
}
