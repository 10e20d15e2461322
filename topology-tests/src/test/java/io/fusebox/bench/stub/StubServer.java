package io.fusebox.bench.stub;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * All destinations, by the first segment of the path.
 *
 * <p>Threading notes: belongs to one event loop.
 */
final class StubServer {
    private static final Buffer ANSWER = Buffer.buffer("{\"accepted\":true}");
    private static final Behaviour USUAL = new Behaviour(20, 0, false);

    private final Vertx vertx;
    private final int port;
    private final Latencies latencies = new Latencies();
    private final Map<String, Behaviour> behaviours = new HashMap<>();
    private final SplittableRandom dice = new SplittableRandom(1);
    private Behaviour behaviour = USUAL;
    private HttpServer server;
    private long received;
    private long succeeded;
    private long failed;

    StubServer(Vertx vertx, int port) {
        this.vertx = vertx;
        this.port = port;
        this.server = newServer();
    }

    private HttpServer newServer() {
        return vertx.createHttpServer(new HttpServerOptions().setAcceptBacklog(4_096)).requestHandler(this::handle);
    }

    /** As it was at its start. */
    void reset() {
        behaviours.clear();
        behaviour = USUAL;
        latencies.reset();
        received = 0;
        succeeded = 0;
        failed = 0;
    }

    /** Of all destinations that have none of their own. */
    void behave(Behaviour all) {
        behaviour = all;
    }

    void behave(String destination, Behaviour its) {
        behaviours.put(destination, its);
    }

    Counts counts() {
        return new Counts(received, succeeded, failed, Stamp.now());
    }

    /** From the calls' stamps to the answers of 200. */
    Latencies latencies() {
        return latencies;
    }

    Future<?> open() {
        return server.listen(port, "127.0.0.1");
    }

    /** Connections are refused, and those that there are end. */
    Future<?> shut() {
        HttpServer old = server;
        server = newServer();
        return old.close();
    }

    private void handle(HttpServerRequest request) {
        received++;
        request.bodyHandler(body -> {
            Behaviour its = behaviours.getOrDefault(destination(request.path()), behaviour);
            if (its.hangs()) {
                return;
            }
            boolean fails = its.failing() > 0 && dice.nextDouble() < its.failing();
            if (its.delayMs() > 0) {
                vertx.setTimer(its.delayMs(), _ -> answer(request, body, fails));
            } else {
                answer(request, body, fails);
            }
        });
    }

    private void answer(HttpServerRequest request, Buffer body, boolean fails) {
        if (fails) {
            failed++;
            request.response().setStatusCode(503).end();
        } else {
            succeeded++;
            latencies.add(Stamp.now() - Stamp.read(body::getByte));
            request.response().end(ANSWER);
        }
    }

    private static String destination(String path) {
        int end = path.indexOf('/', 1);
        return path.substring(1, end < 0 ? path.length() : end);
    }
}
