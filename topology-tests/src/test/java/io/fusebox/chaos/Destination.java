package io.fusebox.chaos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fusebox.processes.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A destination: an HTTP server in this JVM that writes down every request.
 *
 * <p>Threading notes: each request has a thread; the mood may be changed at any time, {@link #goDown} and {@link #comeUp} by one
 * thread.
 */
final class Destination implements AutoCloseable {
    static {
        // Else an answer of two small packets waits 40 ms for the client's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    static final String POD_HEADER = "X-Pod";
    /** Longer than any attempt may take. */
    private static final Duration HANG = Duration.ofSeconds(12);

    private final String name;
    private final RequestLog log;
    private final int port = FreePort.find();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Mood usual;
    private volatile Mood mood;
    private volatile int outages;
    private Optional<HttpServer> server = Optional.empty();

    Destination(String name, Mood usual, RequestLog log) {
        this.name = name;
        this.log = log;
        this.usual = usual;
        this.mood = usual;
        comeUp();
    }

    String name() {
        return name;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    void be(Mood mood) {
        this.mood = mood;
    }

    void recover() {
        mood = usual;
    }

    /** Ends all connections, and takes no more. */
    void goDown() {
        outages++;
        server.ifPresent(it -> it.stop(0));
        server = Optional.empty();
    }

    void comeUp() {
        try {
            HttpServer fresh = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            fresh.createContext("/", this::handle);
            fresh.setExecutor(threads);
            fresh.start();
            server = Optional.of(fresh);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(HttpExchange exchange) {
        Instant begin = Instant.now();
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        String pod = exchange.getRequestHeaders().getFirst(POD_HEADER);
        String id = exchange.getRequestURI().getPath().substring(1);
        long serial = log.begun();
        int before = outages;
        boolean willing = false;
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            willing = answer(exchange, serial);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException _) {
            // It was not the server that gave up.
            willing = true;
        } finally {
            log.ended(new Served(serial, name, id, key, pod, begin, Instant.now(), willing && outages == before));
        }
    }

    private boolean answer(HttpExchange exchange, long serial) throws IOException, InterruptedException {
        Mood now = mood;
        Mood.Fate fate = now.fate(ThreadLocalRandom.current());
        Thread.sleep(now.pause(ThreadLocalRandom.current()));
        byte[] body = Long.toString(serial).getBytes(StandardCharsets.UTF_8);
        return switch (fate) {
            case ANSWER -> {
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.getResponseBody().close();
                yield true;
            }
            case FAIL -> {
                exchange.sendResponseHeaders(503, -1);
                yield false;
            }
            case CUT -> {
                exchange.sendResponseHeaders(200, body.length + 100L);
                exchange.getResponseBody().write(body);
                exchange.getResponseBody().flush();
                yield false;
            }
            case HANG -> {
                Thread.sleep(HANG);
                yield false;
            }
        };
    }

    @Override
    public void close() {
        goDown();
        threads.shutdownNow();
    }
}
