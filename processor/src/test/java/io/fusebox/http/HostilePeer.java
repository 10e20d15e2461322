package io.fusebox.http;

import static io.fusebox.http.Calls.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fusebox.call.FailureKind;
import io.fusebox.call.Outcome;
import io.fusebox.call.Response;
import io.fusebox.execution.CallExecutor;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A destination with room for one connection, that does its worst on the first and is well on those that follow: so whatever is
 * left behind by the first call, the next one would meet.
 */
final class HostilePeer implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(5);
    /** Far shorter than connections are kept. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
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
            Scripts.always(WELL).run(connection);
        }));
    }

    /** Reads the first request, answers with this, and says nothing more until the other side ends the connection. */
    static HostilePeer answering(CallExecutor executor, String answer) {
        return that(executor, Scripts.onceThenSilent(answer));
    }

    Calls call() {
        return new Calls(server.url()).concurrency(1);
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
        awaitOpenConnections(1);
    }

    void awaitOpenConnections(int count) {
        await().pollInterval(POLL).atMost(PATIENCE).until(() -> server.connectionsOpen() == count);
    }

    @Override
    public void close() {
        server.close();
    }
}
