package io.fusebox.http;

import io.fusebox.call.FailureKind;
import io.fusebox.call.Outcome;
import io.fusebox.call.Response;
import io.vertx.core.AsyncResult;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads one answer: skips interim ones, keeps the head, and the body up to its limit.
 *
 * <p>Threading notes: on the connection's event loop; tells its listener one end, once.
 */
final class AnswerReader {
    /** Interim answers (1xx) that are skipped before one answer. */
    static final int INTERIM_LIMIT = 20;

    interface Listener {
        void headArrived();

        /** @param reusable whether the connection is at the beginning of the next answer */
        void answered(Response response, boolean reusable);

        void failed(Outcome.Failed failure);
    }

    private final Hop hop;
    private final Endpoint endpoint;
    private final int bodyLimit;
    private final Listener listener;
    private boolean over;
    private int interim;

    AnswerReader(Hop hop, Endpoint endpoint, int bodyLimit, Listener listener) {
        this.hop = hop;
        this.endpoint = endpoint;
        this.bodyLimit = bodyLimit;
        this.listener = listener;
    }

    /** To be called before the request is sent. */
    void attach(HttpClientRequest request) {
        // All ends are told through the answer; without this one, Vert.x logs them.
        request.exceptionHandler(_ -> {});
        request.continueHandler(_ -> interim());
        request.earlyHintsHandler(_ -> interim());
        request.response().onComplete(this::headRead);
    }

    private void interim() {
        if (++interim > INTERIM_LIMIT) {
            fail(FailureKind.PROTOCOL, "more than %d interim answers (1xx)".formatted(INTERIM_LIMIT));
        }
    }

    private void headRead(AsyncResult<HttpClientResponse> result) {
        if (over) {
            return;
        }
        if (result.failed()) {
            broken(result.cause());
            return;
        }
        HttpClientResponse response = result.result();
        response.exceptionHandler(this::broken);
        int status = response.statusCode();
        if (status < 200 || status > 599) {
            fail(FailureKind.PROTOCOL, "status %d is no answer to this request".formatted(status));
            return;
        }
        if (!isFramingKnown(response.headers())) {
            fail(FailureKind.PROTOCOL, "the answer's end is unknown: its Transfer-Encoding is not chunked");
            return;
        }
        long announced = contentLength(response.headers());
        BodyBuffer buffer = new BodyBuffer(bodyLimit, announced);
        listener.headArrived();
        response.handler(chunk -> chunkRead(response, buffer, chunk, announced));
        response.endHandler(_ -> end(response, buffer, false));
    }

    private void chunkRead(HttpClientResponse response, BodyBuffer buffer, Buffer chunk, long announced) {
        if (over) {
            return;
        }
        // Where more was announced than is kept, there is no need to wait for it.
        if (!buffer.add(chunk) || (buffer.isFull() && announced > bodyLimit)) {
            end(response, buffer, true);
        }
    }

    private void end(HttpClientResponse response, BodyBuffer buffer, boolean truncated) {
        if (over) {
            return;
        }
        over = true;
        listener.answered(new Response(response.statusCode(), map(response.headers()), buffer.payload(), truncated),
                !truncated && isKept(response));
    }

    private void broken(Throwable cause) {
        if (!over) {
            over = true;
            listener.failed(Failures.noAnswer(endpoint, cause));
        }
    }

    private void fail(FailureKind kind, String what) {
        if (!over) {
            over = true;
            listener.failed(new Outcome.Failed(kind, "%s: %s".formatted(endpoint, what), true));
        }
    }

    /** Not where the end of the connection was, or is to be, the end of the body. */
    private boolean isKept(HttpClientResponse response) {
        MultiMap headers = response.headers();
        int status = response.statusCode();
        boolean framed = headers.contains(HttpHeaders.CONTENT_LENGTH) || headers.contains(HttpHeaders.TRANSFER_ENCODING)
                || status == 204 || status == 304 || hop.method().equals("HEAD");
        String connection = headers.get(HttpHeaders.CONNECTION);
        return framed && (connection == null || !connection.toLowerCase(Locale.ROOT).contains("close"));
    }

    /** RFC 9112, section 6.1: other codings are for those that ask for them; with one, {@code Content-Length} means nothing. */
    private static boolean isFramingKnown(MultiMap headers) {
        String coding = headers.get(HttpHeaders.TRANSFER_ENCODING);
        return coding == null || coding.equalsIgnoreCase("chunked") || coding.equalsIgnoreCase("identity");
    }

    private static long contentLength(MultiMap headers) {
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    private static Map<String, String> map(MultiMap headers) {
        Map<String, String> map = LinkedHashMap.newLinkedHashMap(headers.size());
        for (Map.Entry<String, String> header : headers) {
            map.merge(header.getKey().toLowerCase(Locale.ROOT), header.getValue(), (a, b) -> a + ", " + b);
        }
        return Collections.unmodifiableMap(map);
    }
}
