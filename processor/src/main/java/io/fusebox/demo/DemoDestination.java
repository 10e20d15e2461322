package io.fusebox.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fusebox.sandbox.Port;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A real HTTP server on any free loopback port that answers as it is told to.
 *
 * <p>Threading notes: each call has a virtual thread of its own; only chance is shared.
 */
final class DemoDestination implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Behaviour behaviour;
    private final Supplier<Duration> sinceBegin;
    private final RandomGenerator random;

    DemoDestination(Behaviour behaviour, Supplier<Duration> sinceBegin, RandomGenerator random) {
        this.behaviour = behaviour;
        this.sinceBegin = sinceBegin;
        this.random = random;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(Port.HOST), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("a destination of the demo found no port", e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    URI url() {
        return URI.create("http://%s:%d".formatted(Port.HOST, server.getAddress().getPort()));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            Answer answer = next();
            Thread.sleep(answer.after());
            switch (answer) {
                case Answer.Reply(int status, _) -> reply(exchange, status);
                // To close an exchange that has no answer yet is to close its connection.
                case Answer.Dropped _ -> {
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Answer next() {
        return behaviour.next(sinceBegin.get(), random);
    }

    private static void reply(HttpExchange exchange, int status) throws IOException {
        byte[] body = "{\"ok\":%b}".formatted(status < 300).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
