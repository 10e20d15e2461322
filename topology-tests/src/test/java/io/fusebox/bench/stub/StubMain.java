package io.fusebox.bench.stub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * {@code StubMain <port> <control port>}: destinations on one port; on the other, what {@link StubClient} asks.
 *
 * <p>One event loop does all of it.
 */
public final class StubMain {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StubServer stub;

    private StubMain(StubServer stub) {
        this.stub = stub;
    }

    public static void main(String[] args) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        StubServer stub = new StubServer(vertx, Integer.parseInt(args[0]));
        StubMain main = new StubMain(stub);
        stub.open().await();
        vertx.createHttpServer()
                .requestHandler(request -> request.bodyHandler(body -> main.handle(request, body)))
                .listen(Integer.parseInt(args[1]), "127.0.0.1")
                .await();
    }

    private void handle(HttpServerRequest request, Buffer body) {
        Object answer = switch (request.path()) {
            case "/counts" -> stub.counts();
            case "/latencies" -> stub.latencies().percentiles();
            case "/latencies/reset" -> {
                stub.latencies().reset();
                yield "";
            }
            case "/reset" -> {
                stub.reset();
                yield "";
            }
            case "/open" -> stub.open();
            case "/shut" -> stub.shut();
            case "/behaviour" -> {
                stub.behave(read(body));
                yield "";
            }
            case String path when path.startsWith("/behaviour/") -> {
                stub.behave(path.substring("/behaviour/".length()), read(body));
                yield "";
            }
            case String path -> throw new IllegalArgumentException("no such question: " + path);
        };
        (answer instanceof Future<?> later ? later.map(_ -> "") : Future.succeededFuture(answer))
                .onSuccess(value -> request.response().end(write(value)));
    }

    private static Behaviour read(Buffer body) {
        try {
            return JSON.readValue(body.getBytes(), Behaviour.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
