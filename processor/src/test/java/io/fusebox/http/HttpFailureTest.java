package io.fusebox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a destination can do wrong, and how it is named. */
class HttpFailureTest {
    private static final String EMPTY_OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    private static HttpCallExecutor executor;
    private RawServer server = RawServer.answering(EMPTY_OK);

    @BeforeAll
    static void open() {
        executor = new HttpCallExecutor(HttpSettings.defaults());
    }

    @AfterAll
    static void close() {
        executor.close();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Calls givenServer(RawServer.Script script) {
        server.close();
        server = RawServer.running(script);
        return new Calls(server.url());
    }

    private Calls givenAnswer(String answer) {
        return givenServer(connection -> {
            connection.readRequest();
            connection.write(answer);
        });
    }

    private void thenFailure(Outcome.Failed failure, FailureKind kind, boolean sent, String... words) {
        assertThat(failure.kind()).as(failure.message()).isEqualTo(kind);
        assertThat(failure.sent()).as(failure.message()).isEqualTo(sent);
        assertThat(List.of(words)).allSatisfy(word -> assertThat(failure.message()).contains(word));
    }

    /** What was given up is not used again: the connection ends, and the next call gets another. */
    private void thenConnectionIsGivenUp() {
        await().until(() -> server.connectionsOpen() == 0);
    }

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

        thenFailure(failure, FailureKind.TIMEOUT, true,
                "no answer of " + "127.0.0.1:" + server.port() + " within 200 ms");
        thenConnectionIsGivenUp();
    }

    @Test
    void timesOutWhereTheAnswerComesByteByByte() {
        var failure = givenServer(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            while (true) {
                connection.write("x");
                Thread.sleep(10);
            }
        }).timeoutMs(200).failure(executor);

        thenFailure(failure, FailureKind.TIMEOUT, true, "no complete answer of");
        thenConnectionIsGivenUp();
    }

    @Test
    void timesOutWhereHeadersComeByteByByte() {
        var failure = givenServer(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nX: ");
            while (true) {
                connection.write("x");
                Thread.sleep(10);
            }
        }).timeoutMs(200).failure(executor);

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

    @Test
    void isTooLargeWhereHeadersDoNotEnd() {
        var failure = givenServer(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\n");
            while (true) {
                connection.write("X-Filler: " + "x".repeat(1_000) + "\r\n");
            }
        }).failure(executor);

        thenFailure(failure, FailureKind.TOO_LARGE, true, "127.0.0.1:" + server.port(), "32 KiB");
        thenConnectionIsGivenUp();
    }

    @Test
    void isTooLargeWhereTheStatusLineDoesNotEnd() {
        var failure = givenServer(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 ");
            while (true) {
                connection.write("OK".repeat(500));
            }
        }).failure(executor);

        thenFailure(failure, FailureKind.TOO_LARGE, true, "8 KiB");
        thenConnectionIsGivenUp();
    }

    @Test
    void isAProtocolErrorWhereInterimAnswersDoNotEnd() {
        var failure = givenServer(connection -> {
            connection.readRequest();
            while (true) {
                connection.write("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n");
            }
        }).failure(executor);

        thenFailure(failure, FailureKind.PROTOCOL, true, "more than 20 interim answers");
        thenConnectionIsGivenUp();
    }

    @ParameterizedTest
    @ValueSource(strings = { "SSH-2.0-secret-banner\r\n\r\n", "HTTP/1.1 abc OK\r\n\r\n", "HTTP/9.9 200 OK\r\n\r\n",
        "HTTP/1.1 999 Odd\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: secret\r\n\r\n", "HTTP/1.1 102 Processing\r\n\r\n",
        "<html>secret</html>\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: secret\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nsecret\r\n" })
    void isAProtocolErrorWhereTheAnswerIsNotHttp(String answer) {
        var failure = givenServer(connection -> {
            connection.readRequest();
            connection.write(answer);
            connection.awaitEnd();
        }).failure(executor);

        thenFailure(failure, FailureKind.PROTOCOL, true, "127.0.0.1:" + server.port());
        assertThat(failure.message()).doesNotContain("secret");
        thenConnectionIsGivenUp();
    }

    @Test
    void isResetWhereTheBodyEndsEarly() {
        var failure = givenAnswer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this").failure(executor);

        thenFailure(failure, FailureKind.RESET, true, "ended before the answer did");
    }

    @Test
    void isResetWhereTheChunksEndEarly() {
        var failure = givenAnswer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
                .failure(executor);

        thenFailure(failure, FailureKind.RESET, true, "ended before the answer did");
    }

    @Test
    void isResetWhereTheConnectionEndsWithoutAnAnswer() {
        var failure = givenServer(RawServer.Connection::readRequest).failure(executor);

        thenFailure(failure, FailureKind.RESET, true, "127.0.0.1:" + server.port());
    }

    @Test
    void isResetWhereTheConnectionIsResetWithinTheBody() {
        var failure = givenServer(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this");
            Thread.sleep(20);
            connection.reset();
        }).failure(executor);

        thenFailure(failure, FailureKind.RESET, true, "ended before the answer did");
    }

    @Test
    void isAConnectFailureWhereTheConnectionIsRefused() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        var failure = new Calls(URI.create("http://127.0.0.1:" + port)).failure(executor);

        thenFailure(failure, FailureKind.CONNECT, false, "127.0.0.1:" + port + " (127.0.0.1): connection refused");
    }

    @Test
    void tellsOneCompletionPerOrderWhateverRacesWhat() {
        AtomicInteger answers = new AtomicInteger();
        Calls call = givenServer(connection -> {
            while (connection.readRequest()) {
                int n = answers.incrementAndGet();
                Thread.sleep(n % 7);
                if (n % 5 == 0) {
                    connection.reset();
                    return;
                }
                connection.write(EMPTY_OK);
            }
        }).concurrency(8);

        List<CompletableFuture<Completion>> calls = IntStream.range(0, 300)
                .mapToObj(i -> call.timeoutMs(1 + i * i / 8).start(executor))
                .toList();

        assertThat(calls.stream().map(c -> Calls.await(c).outcome().label()).distinct()).contains("200", "timeout")
                .isSubsetOf("200", "reset", "timeout");
    }
}
