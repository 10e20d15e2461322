package io.fusebox.http;

import static io.fusebox.http.Scripts.EMPTY_OK;
import static io.fusebox.http.Scripts.endless;
import static io.fusebox.http.Scripts.once;
import static io.fusebox.http.Scripts.onceThenSilent;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.FailureKind;
import io.fusebox.execution.Completion;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What else a destination can do wrong, and how it is named. */
class HttpFailureTest extends WithServer {
    @Test
    void isTooLargeWhereHeadersDoNotEnd() {
        var failure = givenServer(endless("HTTP/1.1 200 OK\r\n", "X-Filler: " + "x".repeat(1_000) + "\r\n"))
                .failure(executor);

        thenFailure(failure, FailureKind.TOO_LARGE, true, "127.0.0.1:" + server.port(), "32 KiB");
        thenConnectionIsGivenUp();
    }

    @Test
    void isTooLargeWhereTheStatusLineDoesNotEnd() {
        var failure = givenServer(endless("HTTP/1.1 200 ", "OK".repeat(500))).failure(executor);

        thenFailure(failure, FailureKind.TOO_LARGE, true, "8 KiB");
        thenConnectionIsGivenUp();
    }

    @Test
    void isAProtocolErrorWhereInterimAnswersDoNotEnd() {
        var failure = givenServer(endless("", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n"))
                .failure(executor);

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
        var failure = givenServer(onceThenSilent(answer)).failure(executor);

        thenFailure(failure, FailureKind.PROTOCOL, true, "127.0.0.1:" + server.port());
        assertThat(failure.message()).doesNotContain("secret");
        thenConnectionIsGivenUp();
    }

    @Test
    void isResetWhereTheBodyEndsEarly() {
        var failure = givenServer(once("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this"))
                .failure(executor);

        thenFailure(failure, FailureKind.RESET, true, "ended before the answer did");
    }

    @Test
    void isResetWhereTheChunksEndEarly() {
        var failure = givenServer(once("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"))
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
