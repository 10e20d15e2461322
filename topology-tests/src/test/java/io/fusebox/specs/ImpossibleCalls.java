package io.fusebox.specs;

import static io.fusebox.specs.BadInput.call;
import static io.fusebox.specs.BadInput.failed;
import static io.fusebox.specs.BadInput.invalid;

import io.fusebox.schemas.CallRequest;
import io.fusebox.schemas.ResultStatus;
import io.fusebox.specs.world.World;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What can be read, but cannot be made as it is. */
final class ImpossibleCalls {
    private ImpossibleCalls() {}

    static List<BadInput> ofDestinations() {
        return List.of(
                failed("names a destination that is not configured", call -> call.setDestination("nobody"),
                        "unknown-destination"),
                failed("names a destination that can be none", call -> call.setDestination("Pay\nments"),
                        "unknown-destination"),
                failed("names no destination", call -> call.setDestination(null), "unknown-destination"),
                failed("has a URL of its own, and ad-hoc URLs are not allowed",
                        call -> call.setDestination(null).setPath(null).setUrl("https://other.example/charge"),
                        "unknown-destination"));
    }

    static List<BadInput> ofTargets() {
        return List.of(invalid("has a `path` that is no URL", path("/charge me")),
                invalid("has a `path` that leaves the base URL", path("/a/../../admin")),
                invalid("has a `path` that leaves the base URL, encoded twice", path("/a/%252e%252e/admin")),
                invalid("has a `path` that names a host", path("//evil.example/")),
                invalid("has a `path` that is a URL", path("https://evil.example/")),
                invalid("has a `path` with a line break", path("/charge\r\nHost: evil.example")),
                invalid("has a `path` with a fragment", path("/charge#top")),
                invalid("has a `path` and a `url`", call -> call.setUrl("https://payments.example/")),
                invalid("has a `url` that is none", url("https://")),
                invalid("has a `url` that is not http", url("file:///etc/passwd")),
                invalid("has a `url` of another origin", url("https://evil.example/")),
                invalid("has a `url` with credentials", url("https://user:secret@payments.example/")));
    }

    static List<BadInput> ofHeads() {
        return List.of(invalid("has a method that is none", call -> call.setMethod("GET / HTTP/1.1")),
                invalid("has the method CONNECT", call -> call.setMethod("CONNECT")),
                invalid("has the method TRACE", call -> call.setMethod("TRACE")),
                invalid("has a line break in a header's value", header("X-Note", "a\r\nX-Evil: b")),
                invalid("has a line break in a header's name", header("X-Note\r\nX-Evil", "b")),
                invalid("has a NUL in a header's value", header("X-Note", "a\0b")),
                invalid("sets the length of its own body", header("Content-Length", "7")),
                invalid("sets another host", header("Host", "evil.example")),
                invalid("sets the idempotency key as a header", header("Idempotency-Key", "k")),
                failed("carries credentials", header("Authorization", "Bearer secret"), "credential-header"),
                failed("carries a cookie", header("cookie", "session=secret"), "credential-header"),
                invalid("has an idempotency key that is no header value", call -> call.setIdempotencyKey("a\nb")),
                invalid("has an id that is no header value, and no idempotency key", call -> call.setId("zahlung-ü")));
    }

    static List<BadInput> ofSizesAndTimes() {
        return List.of(failed("has a body over `request-limit`", body(600_000), "too-large"),
                failed("has a body of 2 MB", body(2_000_000), "too-large"),
                invalid("may not be made before the year 3000",
                        call -> call.setNotBefore(Instant.parse("3000-01-01T00:00:00Z"))),
                new BadInput("has a deadline that has passed",
                        call(call -> call.setDeadline(World.START.minusSeconds(1))),
                        new BadInput.Expected.Ended(ResultStatus.EXPIRED, "expired")));
    }

    private static UnaryOperator<CallRequest.Builder> path(String path) {
        return call -> call.setPath(path);
    }

    private static UnaryOperator<CallRequest.Builder> url(String url) {
        return call -> call.setPath(null).setUrl(url);
    }

    private static UnaryOperator<CallRequest.Builder> header(String name, String value) {
        return call -> call.setHeaders(Map.of(name, value));
    }

    private static UnaryOperator<CallRequest.Builder> body(int size) {
        return call -> call.setBody(ByteBuffer.allocate(size));
    }
}
