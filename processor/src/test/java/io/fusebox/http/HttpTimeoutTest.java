package io.fusebox.http;

import static io.fusebox.http.Scripts.EMPTY_OK;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.FailureKind;
import io.fusebox.call.Outcome;
import io.fusebox.call.Payload;
import io.fusebox.execution.Completion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A destination that keeps a call waiting, and where. */
class HttpTimeoutTest extends WithServer {
    @Test
    void timesOutWhereNobodyAcceptsTheConnection() throws IOException {
        List<Socket> queue = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            fillBacklog(full, queue);
            int port = full.getLocalPort();

            var failure = new Calls(URI.create("http://127.0.0.1:" + port)).timeoutMs(300).failure(executor);

            thenFailure(failure, FailureKind.TIMEOUT, false, "no connection to 127.0.0.1:" + port + " within 300 ms");
        } finally {
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    private static void fillBacklog(ServerSocket full, List<Socket> queue) throws IOException {
        while (queue.size() < 20) {
            Socket socket = new Socket();
            queue.add(socket);
            try {
                socket.connect(new InetSocketAddress(full.getInetAddress(), full.getLocalPort()), 50);
            } catch (IOException _) {
                return;
            }
        }
        throw new AssertionError("the backlog does not fill");
    }

    @Test
    void timesOutWhereNoAnswerComes() {
        var failure = givenServer(RawServer.Connection::awaitEnd).timeoutMs(200).failure(executor);

        thenFailure(failure, FailureKind.TIMEOUT, true, "no answer of 127.0.0.1:" + server.port() + " within 200 ms");
        thenConnectionIsGivenUp();
    }

    private Calls givenDripping(String begin) {
        return givenServer(connection -> {
            connection.readRequest();
            connection.write(begin);
            while (true) {
                connection.write("x");
                Thread.sleep(10);
            }
        });
    }

    @Test
    void timesOutWhereTheAnswerComesByteByByte() {
        var failure = givenDripping("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n").timeoutMs(200).failure(executor);

        thenFailure(failure, FailureKind.TIMEOUT, true, "no complete answer of");
        thenConnectionIsGivenUp();
    }

    @Test
    void timesOutWhereHeadersComeByteByByte() {
        var failure = givenDripping("HTTP/1.1 200 OK\r\nX: ").timeoutMs(200).failure(executor);

        thenFailure(failure, FailureKind.TIMEOUT, true, "no answer of");
        thenConnectionIsGivenUp();
    }

    @Test
    void timesOutWhereTheRequestIsNotRead() {
        var failure = givenServer(_ -> Thread.sleep(Duration.ofSeconds(30))).body(Payload.of(new byte[30_000_000]))
                .timeoutMs(300)
                .failure(executor);

        thenFailure(failure, FailureKind.TIMEOUT, true, "no answer of");
    }

    @Test
    void hasPlaceForOtherCallsWhereRequestsWereNotRead() {
        AtomicInteger connections = new AtomicInteger();
        Calls call = givenServer(connection -> {
            if (connections.incrementAndGet() == 1) {
                Thread.sleep(Duration.ofSeconds(30));
            }
            connection.readRequest();
            connection.write(EMPTY_OK);
        }).concurrency(1).body(Payload.of(new byte[30_000_000]));

        assertThat(call.timeoutMs(300).failure(executor).kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(call.timeoutMs(2_000).body("x").answer(executor).status()).isEqualTo(200);
    }

    @Test
    void timesOutWhereItWaitsForAPlaceAmongTheDestinationsConnections() {
        Calls call = givenServer(RawServer.Connection::awaitEnd).concurrency(1);

        CompletableFuture<Completion> first = call.timeoutMs(400).start(executor);
        Outcome.Failed second = call.timeoutMs(100).failure(executor);

        thenFailure(second, FailureKind.TIMEOUT, false, "no connection to");
        thenFailure((Outcome.Failed) Calls.await(first).outcome(), FailureKind.TIMEOUT, true);
    }

    @Test
    void countsTheTimeoutFromTheOrderToTheLastByte() {
        Completion completion = Calls.await(givenServer(RawServer.Connection::awaitEnd).timeoutMs(150).start(executor));

        assertThat(completion.duration().toMillis()).isBetween(150L, 1_000L);
    }
}
