package io.fusebox.http;

import io.fusebox.call.Call;
import io.fusebox.call.Secret;
import io.fusebox.call.TraceContext;
import io.fusebox.execution.AttemptOrder;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.Map;

/** What is sent before the body. */
final class RequestHead {
    private static final CharSequence IDEMPOTENCY_KEY = HttpHeaders.createOptimized("Idempotency-Key");
    private static final CharSequence TRACEPARENT = HttpHeaders.createOptimized("traceparent");
    private static final CharSequence TRACESTATE = HttpHeaders.createOptimized("tracestate");

    private RequestHead() {}

    static RequestOptions line(Hop hop) {
        String query = hop.target().getRawQuery();
        String path = hop.target().getRawPath();
        return new RequestOptions().setMethod(HttpMethod.valueOf(hop.method()))
                .setURI(query == null ? path : path + "?" + query);
    }

    /**
     * From the weakest to the strongest: the call's headers, then the destination's, then what must be so.
     *
     * @throws IllegalArgumentException where one of them cannot be sent; its message may hold the value
     */
    static void write(MultiMap headers, AttemptOrder order, Hop hop, Endpoint endpoint, String userAgent) {
        headers.set(HttpHeaders.USER_AGENT, userAgent);
        for (Map.Entry<String, String> header : order.call().headers().entrySet()) {
            if (!hop.bare() || !header.getKey().regionMatches(true, 0, "content-", 0, 8)) {
                headers.set(header.getKey(), header.getValue());
            }
        }
        for (Map.Entry<String, Secret> header : order.destination().headers().entrySet()) {
            headers.set(header.getKey(), header.getValue().reveal());
        }
        if (!hop.bare()) {
            headers.set(IDEMPOTENCY_KEY, idempotencyKey(order));
        }
        if (order.trace().isPresent()) {
            trace(headers, order.trace().get());
        }
        headers.set(HttpHeaders.HOST, endpoint.authority());
        if (!hop.body().isEmpty() || expectsBody(hop.method())) {
            headers.set(HttpHeaders.CONTENT_LENGTH, Integer.toString(hop.body().size()));
        }
    }

    /** A string of structured fields (RFC 9651, section 4.1.6), as draft-ietf-httpapi-idempotency-key-header has it. */
    static String idempotencyKey(AttemptOrder order) {
        Call call = order.call();
        String key = call.effectiveIdempotencyKey();
        if (!order.destination().idempotencyKeyQuoted()) {
            return key;
        }
        return '"' + (key.indexOf('"') < 0 && key.indexOf('\\') < 0 ? key
                : key.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
    }

    /** It came unread from a record's headers; one that cannot be sent is left out, for it is no part of the call. */
    private static void trace(MultiMap headers, TraceContext trace) {
        if (isVisible(trace.traceparent())) {
            headers.set(TRACEPARENT, trace.traceparent());
            trace.tracestate().filter(RequestHead::isVisible).ifPresent(state -> headers.set(TRACESTATE, state));
        }
    }

    private static boolean isVisible(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 0x20 || text.charAt(i) > 0x7e) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** RFC 9110, section 8.6: these say so where they have none. */
    private static boolean expectsBody(String method) {
        return method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
    }
}
