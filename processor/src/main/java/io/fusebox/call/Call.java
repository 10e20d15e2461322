package io.fusebox.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an application asks for: one outgoing HTTP call. Decoded, but not yet checked against its destination.
 *
 * @param id names the call; never empty
 * @param destination the configured name, or for an ad-hoc URL its origin ({@code scheme://host:port})
 * @param operation picks a breaker within the destination
 * @param method an HTTP method (RFC 9110, section 9); default POST
 * @param path relative to the destination's base URL
 * @param url absolute; stands in place of a path
 * @param orderingKey calls with the same key are made one at a time
 * @param notBefore the earliest time of the first attempt
 * @param deadline the time after which nobody waits for the result
 * @param timeout of one attempt; may only tighten the destination's own
 * @param maxAttempts may only tighten the destination's own; at least 1
 * @param idempotencyKey sent as {@code Idempotency-Key}; default the id
 * @param replyKey the key of the result's record; default the id
 * @param metadata echoed in the result
 */
public record Call(
        String id,
        String destination,
        Optional<String> operation,
        String method,
        Optional<String> path,
        Optional<String> url,
        Map<String, String> headers,
        Payload body,
        Optional<String> orderingKey,
        Optional<Instant> notBefore,
        Optional<Instant> deadline,
        Optional<Duration> timeout,
        OptionalInt maxAttempts,
        Optional<String> idempotencyKey,
        Optional<String> replyKey,
        Map<String, String> metadata) {

    public String effectiveIdempotencyKey() {
        return idempotencyKey.orElse(id);
    }

    public String effectiveReplyKey() {
        return replyKey.orElse(id);
    }

    public Call withoutBody() {
        return new Call(id, destination, operation, method, path, url, headers, Payload.EMPTY, orderingKey, notBefore,
                deadline, timeout, maxAttempts, idempotencyKey, replyKey, metadata);
    }
}
