package io.fusebox.admin;

import static io.fusebox.board.BreakerStatuses.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fusebox.board.Board;
import io.fusebox.call.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A server on a free port, and a client of it. It shows the sample fleet, unless it is given something else. */
final class RunningServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AdminServer server;
    private volatile Board board = SampleFleet.board();
    private volatile HealthSource health = SampleFleet.health();
    private volatile Supplier<String> metrics = () -> SampleFleet.METRICS;
    private volatile OperatorDesk desk = _ -> CompletableFuture.failedFuture(new IllegalStateException("nobody"));

    RunningServer() {
        this(Optional.empty());
    }

    RunningServer(Optional<Secret> token) {
        server = new AdminServer(new HttpAddress("127.0.0.1", 0), () -> board, new HealthSource() {
            @Override
            public Liveness liveness() {
                return health.liveness();
            }

            @Override
            public Readiness readiness() {
                return health.readiness();
            }
        }, () -> metrics.get(), SampleFleet::settings, command -> desk.give(command), token, () -> NOW);
        try {
            server.start();
        } catch (CannotListenException e) {
            throw new AssertionError(e);
        }
    }

    void board(Board shown) {
        board = shown;
    }

    void health(HealthSource shown) {
        health = shown;
    }

    void metrics(Supplier<String> shown) {
        metrics = shown;
    }

    void desk(OperatorDesk taking) {
        desk = taking;
    }

    HttpResponse<String> post(String path, Optional<String> token, String body) throws Exception {
        HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(body));
        token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
        return send(request);
    }

    int port() {
        return server.port();
    }

    JsonNode getJson(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        return JSON.readTree(answer.body());
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Byte for byte, for clients tidy up what they are given. */
    String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static JsonNode problem(HttpResponse<String> answer, int status) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("type").asText()).isEqualTo("about:blank");
        return problem;
    }

    /** While clients may still ask. */
    void stop() {
        server.close();
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
