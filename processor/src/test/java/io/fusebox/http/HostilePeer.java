package io.fusebox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fusebox.call.FailureKind;
import io.fusebox.call.Outcome;
import io.fusebox.call.Response;
import io.fusebox.execution.CallExecutor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A destination with room for one connection, that does its worst on the first and is well on those that follow: so whatever is
 * left behind by the first call, the next one would meet.
 */
final class HostilePeer implements AutoCloseable {
    private static final String WELL = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nwell";

    private final CallExecutor executor;
    private final RawServer server;

    private HostilePeer(CallExecutor executor, RawServer server) {
        this.executor = executor;
        this.server = server;
    }

    static HostilePeer that(CallExecutor executor, RawServer.Script worst) {
        AtomicInteger connections = new AtomicInteger();
        return new HostilePeer(executor, RawServer.running(connection -> {
            if (connections.incrementAndGet() == 1) {
                worst.run(connection);
            }
            while (connection.readRequest()) {
                connection.write(WELL);
            }
        }));
    }

    /** Reads the first request, answers with this, and says nothing more until the other side ends the connection. */
    static HostilePeer answering(CallExecutor executor, String answer) {
        return that(executor, connection -> {
            connection.readRequest();
            connection.write(answer);
            connection.awaitEnd();
        });
    }

    Calls call() {
        return new Calls(server.url()).concurrency(1);
    }

    RawServer server() {
        return server;
    }

    void thenCallFails(FailureKind kind, String... words) {
        thenCallFails(call(), kind, words);
    }

    /** As a failure after bytes were sent, whose text holds nothing of what the peer said. */
    void thenCallFails(Calls call, FailureKind kind, String... words) {
        Outcome.Failed failure = call.failure(executor);
        assertThat(failure.kind()).as(failure.message()).isEqualTo(kind);
        assertThat(failure.sent()).as(failure.message()).isTrue();
        assertThat(failure.message()).contains("127.0.0.1:" + server.port()).doesNotContain("secret").contains(words);
        thenNextCallIsMadeOnAnotherConnection();
    }

    void thenCallIsAnswered(int status, String body) {
        Response response = call().answer(executor);
        assertThat(response.status()).isEqualTo(status);
        assertThat(text(response)).isEqualTo(body);
    }

    /** What the first connection was left with is in nobody's way. */
    void thenNextCallIsMadeOnAnotherConnection() {
        thenCallIsAnswered(200, "well");
        assertThat(server.connectionsAccepted()).isEqualTo(2);
        await().until(() -> server.connectionsOpen() == 1);
    }

    void thenNextCallIsMadeOnTheSameConnection() {
        thenCallIsAnswered(200, "well");
        assertThat(server.connectionsAccepted()).isEqualTo(1);
    }

    private static String text(Response response) {
        return new String(response.body().bytes(), StandardCharsets.UTF_8);
    }

    /** Until it has received so many requests. */
    void awaitRequests(int count) {
        await().until(() -> server.requests().size() >= count);
    }

    List<String> requests() {
        return server.requests();
    }

    @Override
    public void close() {
        server.close();
    }
}
