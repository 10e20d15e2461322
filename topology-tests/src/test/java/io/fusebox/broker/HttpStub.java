package io.fusebox.broker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A destination: an HTTP server that does as it is told, and remembers what it was asked.
 *
 * <p>Threading notes: each request has a thread; what it does may be changed at any time.
 */
final class HttpStub implements AutoCloseable {
    static {
        // Else an answer of two small packets waits 40 ms for the client's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** How a request is answered. */
    sealed interface Answer {
        record Status(int code, String body) implements Answer {}

        /** @param seconds for which the destination wants to be left alone */
        record TooMany(int seconds) implements Answer {}

        /** The connection ends without an answer. */
        record HangUp() implements Answer {}
    }

    interface Behaviour {
        /** May take its time. */
        Answer answer(String callId) throws InterruptedException;
    }

    /**
     * A request that was answered, or hung up on.
     *
     * @param id the call's, as its {@code Idempotency-Key} says
     * @param end right before the answer left
     */
    record Served(String id, Instant start, Instant end) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ConcurrentLinkedQueue<Served> served = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> begun = new ConcurrentLinkedQueue<>();
    private volatile Behaviour behaviour = _ -> new Answer.Status(200, "ok");

    HttpStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    HttpStub answers(Behaviour behaviour) {
        this.behaviour = behaviour;
        return this;
    }

    HttpStub answersIn(Duration delay) {
        return answers(_ -> {
            Thread.sleep(delay);
            return new Answer.Status(200, "ok");
        });
    }

    HttpStub answers(int status) {
        return answers(_ -> new Answer.Status(status, "told to"));
    }

    /** In the order in which they ended. */
    List<Served> served() {
        return List.copyOf(served);
    }

    /** Of those that were served, how many were under way at once. */
    int mostAtOnce() {
        return mostAtOnce(served());
    }

    static int mostAtOnce(List<Served> served) {
        return served.stream()
                .mapToInt(one -> (int) served.stream()
                        .filter(it -> !it.start().isAfter(one.start()) && it.end().isAfter(one.start()))
                        .count())
                .max()
                .orElse(0);
    }

    /** The ids of all requests, also of those under way. */
    List<String> begun() {
        return List.copyOf(begun);
    }

    /** Of calls that were made more than once. */
    List<String> repeated() {
        return begun.stream()
                .collect(Collectors.groupingBy(id -> id, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Instant start = Instant.now();
        String id = exchange.getRequestHeaders().getFirst("Idempotency-Key").replace("\"", "");
        begun.add(id);
        exchange.getRequestBody().readAllBytes();
        try (exchange) {
            Answer answer = behaviour.answer(id);
            served.add(new Served(id, start, Instant.now()));
            switch (answer) {
                case Answer.Status(int code, String body) -> {
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
                    exchange.getResponseBody().write(bytes);
                }
                case Answer.TooMany(int seconds) -> {
                    exchange.getResponseHeaders().add("Retry-After", Integer.toString(seconds));
                    exchange.sendResponseHeaders(429, -1);
                }
                case Answer.HangUp() -> {
                    // The connection is closed with the exchange.
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
