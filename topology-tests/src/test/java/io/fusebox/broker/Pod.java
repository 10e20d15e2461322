package io.fusebox.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fusebox.app.FuseboxNode;
import io.fusebox.config.Configuration;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;

/** A processor in this JVM, as its users see it: by its HTTP interface, and by how it starts and stops. */
final class Pod implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final FuseboxNode node;
    private final int port;
    private Optional<Thread> starter = Optional.empty();
    private boolean closed;

    Pod(Configuration configuration) {
        node = new FuseboxNode(configuration);
        port = configuration.values().http().port();
    }

    /** Returns when it takes part in the work. */
    void start() throws Exception {
        node.start();
    }

    /** Completes as {@link #start} does. */
    CompletableFuture<Void> startInBackground() {
        CompletableFuture<Void> started = new CompletableFuture<>();
        starter = Optional.of(Thread.ofPlatform().daemon().name("pod-start").start(() -> {
            try {
                node.start();
                started.complete(null);
            } catch (Exception e) {
                started.completeExceptionally(e);
            }
        }));
        return started;
    }

    void awaitReady() {
        Awaitility.await("the pod is ready")
                .atMost(Duration.ofSeconds(60))
                .until(() -> get("/readyz").statusCode() == 200);
    }

    /** Returns when it has ended by itself, and so its program with a code that is not 0. */
    void awaitFailure(Duration atMost) {
        CompletableFuture<Boolean> wanted = CompletableFuture.supplyAsync(node::awaitEnd, Thread::startVirtualThread);
        assertThat(wanted).as("whether its end was wanted").succeedsWithin(atMost).isEqualTo(false);
    }

    int port() {
        return port;
    }

    boolean answers() throws IOException, InterruptedException {
        try {
            get("/livez");
            return true;
        } catch (ConnectException _) {
            return false;
        }
    }

    HttpResponse<String> post(String path, String token, String body) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                BodyHandlers.ofString());
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        return JSON.readTree(get(path).body());
    }

    /** A metric's series, added up; 0 where there is none. */
    double metric(String nameAndLabels) throws IOException, InterruptedException {
        return get("/metrics").body()
                .lines()
                .filter(line -> line.startsWith(nameAndLabels + " ") || line.startsWith(nameAndLabels + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Of these, one that owns breakers: the one, where there is a single destination. */
    static Pod owner(List<Pod> pods) throws IOException, InterruptedException {
        for (Pod pod : pods) {
            if (pod.ownedBreakers() > 0) {
                return pod;
            }
        }
        throw new AssertionError("nobody owns a breaker");
    }

    int ownedBreakers() throws IOException, InterruptedException {
        return (int) get("/metrics").body().lines().filter(line -> line.startsWith("circuit_breaker_state{")).count();
    }

    /** In an orderly way, as on SIGTERM. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            starter.ifPresent(Thread::interrupt);
            node.close();
            http.close();
        }
    }
}
