package io.fusebox.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fusebox.call.FailureKind;
import io.fusebox.call.Payload;
import io.fusebox.call.Response;
import io.fusebox.execution.Completion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent, and what is kept of the answer. */
class HttpCallExecutorTest {
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

    private void givenServer(RawServer.Script script) {
        server.close();
        server = RawServer.running(script);
    }

    private void givenAnswer(String answer) {
        server.close();
        server = RawServer.answering(answer);
    }

    private Calls call() {
        return new Calls(server.url());
    }

    @Test
    void sendsMethodTargetHeadersAndBody() {
        call().method("PUT").path("/a/b?c=d").header("Content-Type", "text/plain").body("hello").answer(executor);

        assertThat(server.onlyRequest()).startsWith("PUT /a/b?c=d HTTP/1.1\r\n").endsWith("\r\n\r\nhello");
        assertThat(headers()).contains("host: 127.0.0.1:" + server.port(), "content-type: text/plain",
                "content-length: 5", "idempotency-key: \"key-1\"", "user-agent: fusebox/dev");
        assertThat(headers())
                .noneMatch(line -> line.startsWith("transfer-encoding") || line.startsWith("accept-encoding"));
    }

    @ParameterizedTest
    @CsvSource({ "POST,true", "PUT,true", "PATCH,true", "GET,false", "DELETE,false", "PURGE,false" })
    void saysThatThereIsNoBodyWhereOneIsExpected(String method, boolean says) {
        call().method(method).answer(executor);

        assertThat(headers().contains("content-length: 0")).isEqualTo(says);
        assertThat(server.onlyRequest()).startsWith(method + " / ");
    }

    @ParameterizedTest
    @CsvSource({ "abc,true,'\"abc\"'", "'a\"b\\c',true,'\"a\\\"b\\\\c\"'", "abc,false,abc", "'a\"b',false,'a\"b'" })
    void sendsTheIdempotencyKeyAsTheDraftWritesItOrBare(String key, boolean quoted, String sent) {
        (quoted ? call() : call().unquoted()).key(key).answer(executor);

        assertThat(server.onlyRequest().lines()).contains("Idempotency-Key: " + sent);
    }

    @Test
    void letsTheDestinationsHeadersOverrideTheCalls() {
        call().header("x-tenant", "mine")
                .header("User-Agent", "mine/1")
                .secret("X-Tenant", "theirs")
                .secret("Authorization", "Bearer t")
                .answer(executor);

        assertThat(headers()).contains("x-tenant: theirs", "authorization: bearer t", "user-agent: mine/1");
        assertThat(headers()).doesNotContain("x-tenant: mine");
    }

    @Test
    void passesTheTraceOnButNotWhatCannotBeAHeader() {
        call().trace("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "a=b").answer(executor);
        call().trace("x\r\nEvil: 1", "a=b").answer(executor);

        assertThat(server.requests().getFirst())
                .contains("traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "tracestate: a=b");
        assertThat(server.requests().getLast()).doesNotContain("Evil", "trace");
    }

    @Test
    void sendsNothingWhereAHeaderWouldEndTheHead() {
        var failure = call().secret("X-Key", "hunter2\r\nEvil: 1").failure(executor);

        assertThat(failure.kind()).isEqualTo(FailureKind.PROTOCOL);
        assertThat(failure.sent()).isFalse();
        assertThat(failure.message()).contains("header").doesNotContain("hunter2");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void keepsStatusHeadersAndBody() {
        givenAnswer(
                "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 4\r\n\r\nnone");

        Response response = call().answer(executor);

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.headers()).containsEntry("content-type", "text/plain").containsEntry("x-a", "1, 2");
        assertThat(text(response)).isEqualTo("none");
        assertThat(response.bodyTruncated()).isFalse();
    }

    @Test
    void keepsAChunkedBody() {
        givenAnswer(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\nT: 1\r\n\r\n");

        assertThat(text(call().answer(executor))).isEqualTo("abcdefg");
        assertThat(text(call().answer(executor))).isEqualTo("abcdefg");
        assertThat(server.connectionsAccepted()).isEqualTo(1);
    }

    @Test
    void keepsABodyThatEndsWithTheConnection() {
        givenServer(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\n\r\nuntil the end");
        });

        assertThat(text(call().answer(executor))).isEqualTo("until the end");
        assertThat(text(call().concurrency(1).answer(executor))).isEqualTo("until the end");
    }

    @ParameterizedTest
    @CsvSource({ "HEAD,200 OK", "GET,304 Not Modified", "POST,204 No Content" })
    void knowsAnswersWithoutBody(String method, String status) {
        givenAnswer(
                "HTTP/1.1 " + status + "\r\n" + (status.startsWith("204") ? "" : "Content-Length: 10\r\n") + "\r\n");

        assertThat(call().method(method).answer(executor).body().isEmpty()).isTrue();
        assertThat(call().method(method).answer(executor).body().isEmpty()).isTrue();
        assertThat(server.connectionsAccepted()).isEqualTo(1);
    }

    @Test
    void keepsABodyOfExactlyTheLimitWhole() {
        givenAnswer("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789");

        Response response = call().bodyLimit(10).answer(executor);

        assertThat(text(response)).isEqualTo("0123456789");
        assertThat(response.bodyTruncated()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({ "Content-Length: 1000000000", "Transfer-Encoding: chunked" })
    void keepsABodyUpToTheLimitAndLeavesTheRestUnread(String framing) {
        AtomicBoolean writeFailed = new AtomicBoolean();
        byte[] block = framing.startsWith("T") ? ("2000\r\n" + "x".repeat(8192) + "\r\n").getBytes(ISO_8859_1)
                : "x".repeat(8192).getBytes(ISO_8859_1);
        givenServer(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n");
            try {
                for (int i = 0; i < 100_000; i++) {
                    connection.write(block);
                }
            } catch (IOException _) {
                writeFailed.set(true);
            }
        });

        Response response = call().bodyLimit(20_000).answer(executor);

        assertThat(response.body().size()).isEqualTo(20_000);
        assertThat(response.bodyTruncated()).isTrue();
        await().untilTrue(writeFailed);
    }

    @Test
    void doesNotWaitForABodyThatIsLongerThanTheLimit() {
        givenServer(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0123456789");
            connection.awaitEnd();
        });

        Response response = call().bodyLimit(10).answer(executor);

        assertThat(text(response)).isEqualTo("0123456789");
        assertThat(response.bodyTruncated()).isTrue();
        await().until(() -> server.connectionsOpen() == 0);
    }

    @Test
    void keepsACompressedBodyAsItIs() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new byte[10_000_000]);
        }
        givenServer(connection -> {
            connection.readRequest();
            connection
                    .write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.size() + "\r\n\r\n");
            connection.write(bomb.toByteArray());
        });

        Response response = call().header("Accept-Encoding", "gzip").answer(executor);

        assertThat(response.body()).isEqualTo(Payload.of(bomb.toByteArray()));
        assertThat(response.headers()).containsEntry("content-encoding", "gzip");
    }

    @Test
    void skipsInterimAnswers() {
        givenAnswer(
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok");

        Response response = call().answer(executor);

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.headers()).doesNotContainKey("link");
        assertThat(text(response)).isEqualTo("ok");
    }

    @Test
    void usesAConnectionAgain() {
        IntStream.range(0, 20).forEach(_ -> call().body("x").answer(executor));

        assertThat(server.requests()).hasSize(20);
        assertThat(server.connectionsAccepted()).isEqualTo(1);
    }

    @Test
    void doesNotUseAConnectionThatIsToBeClosed() {
        givenAnswer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: Close\r\n\r\n");

        call().answer(executor);
        call().answer(executor);

        assertThat(server.connectionsAccepted()).isEqualTo(2);
        await().until(() -> server.connectionsOpen() == 0);
    }

    @Test
    void opensAnotherConnectionWhereAnIdleOneWasClosed() {
        givenServer(connection -> {
            connection.readRequest();
            connection.write(EMPTY_OK);
        });

        for (int i = 0; i < 5; i++) {
            call().concurrency(1).answer(executor);
            await().until(() -> server.connectionsOpen() == 0);
        }

        assertThat(server.connectionsAccepted()).isEqualTo(5);
    }

    @Test
    void neverTakesAnAnswerThatNobodyAskedForAsTheNextCalls() {
        givenServer(connection -> {
            connection.readRequest();
            connection.write(
                    "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\naHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
            connection.awaitEnd();
        });

        List<CompletableFuture<Completion>> calls = IntStream.range(0, 5)
                .mapToObj(_ -> call().concurrency(1).start(executor))
                .toList();

        assertThat(calls).allSatisfy(call -> assertThat(Calls.await(call).outcome().toString()).contains("1 bytes"));
        assertThat(server.connectionsAccepted()).isEqualTo(5);
    }

    @Test
    void neverHasMoreConnectionsThanTheDestinationsConcurrency() {
        AtomicInteger busy = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch three = new CountDownLatch(3);
        givenServer(connection -> {
            while (connection.readRequest()) {
                most.accumulateAndGet(busy.incrementAndGet(), Math::max);
                three.countDown();
                three.await();
                busy.decrementAndGet();
                connection.write(EMPTY_OK);
            }
        });

        List<CompletableFuture<Completion>> calls = IntStream.range(0, 60)
                .mapToObj(_ -> call().concurrency(3).start(executor))
                .toList();

        assertThat(calls).allSatisfy(call -> assertThat(Calls.await(call).outcome().label()).isEqualTo("200"));
        assertThat(most).hasValue(3);
        assertThat(server.connectionsAccepted()).isEqualTo(3);
    }

    @Test
    void tellsHowLongItTook() {
        givenServer(connection -> {
            connection.readRequest();
            Thread.sleep(50);
            connection.write(EMPTY_OK);
        });

        assertThat(Calls.await(call().start(executor)).duration().toMillis()).isBetween(50L, 4_000L);
    }

    private List<String> headers() {
        return server.onlyRequest().lines().skip(1).map(line -> line.toLowerCase(java.util.Locale.ROOT)).toList();
    }

    private static String text(Response response) {
        return new String(response.body().bytes(), UTF_8);
    }
}
