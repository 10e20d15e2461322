package io.fusebox.http;

import io.fusebox.call.AttemptId;
import io.fusebox.call.Call;
import io.fusebox.call.Destination;
import io.fusebox.call.Outcome;
import io.fusebox.call.Payload;
import io.fusebox.call.Response;
import io.fusebox.call.Secret;
import io.fusebox.call.TraceContext;
import io.fusebox.execution.AttemptOrder;
import io.fusebox.execution.CallExecutor;
import io.fusebox.execution.Completion;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Orders as tests write them: {@code new Calls(url).method("PUT").body("x").send(executor)}. */
final class Calls {
    private static final AtomicLong SEQUENCE = new AtomicLong();

    private URI url;
    private String method = "POST";
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, Secret> secrets = new LinkedHashMap<>();
    private Payload body = Payload.EMPTY;
    private Duration timeout = Duration.ofSeconds(5);
    private int concurrency = 4;
    private int redirects;
    private boolean quoted = true;
    private int bodyLimit = 65_536;
    private String key = "key-1";
    private Optional<TraceContext> trace = Optional.empty();

    Calls(URI url) {
        this.url = url;
    }

    Calls path(String path) {
        url = url.resolve(path);
        return this;
    }

    Calls method(String other) {
        method = other;
        return this;
    }

    Calls header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Calls secret(String name, String value) {
        secrets.put(name, new Secret(value));
        return this;
    }

    Calls body(String text) {
        body = Payload.ofText(text);
        return this;
    }

    Calls body(Payload other) {
        body = other;
        return this;
    }

    Calls timeoutMs(long ms) {
        timeout = Duration.ofMillis(ms);
        return this;
    }

    Calls concurrency(int other) {
        concurrency = other;
        return this;
    }

    Calls followRedirects(int count) {
        redirects = count;
        return this;
    }

    Calls unquoted() {
        quoted = false;
        return this;
    }

    Calls bodyLimit(int bytes) {
        bodyLimit = bytes;
        return this;
    }

    Calls key(String other) {
        key = other;
        return this;
    }

    Calls trace(String traceparent, String tracestate) {
        trace = Optional.of(new TraceContext(traceparent, Optional.of(tracestate)));
        return this;
    }

    Destination destination() {
        URI base = URI.create(url.getScheme() + "://" + url.getRawAuthority());
        return new Destination("to-" + url.getPort(), base, concurrency, secrets, false, redirects, quoted, bodyLimit);
    }

    AttemptOrder order() {
        Call call = new Call("call-1", "to", Optional.empty(), method, Optional.empty(), Optional.empty(), headers,
                body, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty(),
                Optional.of(key), Optional.empty(), Map.of());
        URI target = url.getRawPath().isEmpty() ? url.resolve("/") : url;
        return new AttemptOrder(new AttemptId(1, 1, SEQUENCE.incrementAndGet()), call, destination(), target, timeout,
                trace);
    }

    CompletableFuture<Completion> start(CallExecutor executor) {
        AttemptOrder order = order();
        CompletableFuture<Completion> completion = new CompletableFuture<>();
        executor.execute(order, done -> {
            if (!done.id().equals(order.id()) || !completion.complete(done)) {
                throw new AssertionError("a completion of another order, or a second one: " + done);
            }
        });
        return completion;
    }

    static Completion await(CompletableFuture<Completion> completion) {
        try {
            return completion.get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("no completion", e);
        }
    }

    static String text(Response response) {
        return new String(response.body().bytes(), StandardCharsets.UTF_8);
    }

    Outcome outcome(CallExecutor executor) {
        return await(start(executor)).outcome();
    }

    Response answer(CallExecutor executor) {
        return switch (outcome(executor)) {
            case Outcome.Answered(Response response) -> response;
            case Outcome.Failed failed -> throw new AssertionError(failed.toString());
        };
    }

    Outcome.Failed failure(CallExecutor executor) {
        return switch (outcome(executor)) {
            case Outcome.Answered(Response response) -> throw new AssertionError(response.toString());
            case Outcome.Failed failed -> failed;
        };
    }
}
