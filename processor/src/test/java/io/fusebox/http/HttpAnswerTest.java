package io.fusebox.http;

import static io.fusebox.http.Calls.text;
import static io.fusebox.http.Scripts.EMPTY_OK;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fusebox.call.Payload;
import io.fusebox.call.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of the answer. */
class HttpAnswerTest extends WithServer {
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
        givenServer(Scripts.once("HTTP/1.1 200 OK\r\n\r\nuntil the end"));

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
        givenServer(Scripts.onceThenSilent("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0123456789"));

        Response response = call().bodyLimit(10).answer(executor);

        assertThat(text(response)).isEqualTo("0123456789");
        assertThat(response.bodyTruncated()).isTrue();
        thenConnectionIsGivenUp();
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
    void tellsHowLongItTook() {
        AtomicLong held = new AtomicLong();
        givenServer(connection -> {
            connection.readRequest();
            long read = System.nanoTime();
            Thread.sleep(50);
            held.set(System.nanoTime() - read);
            connection.write(EMPTY_OK);
        });
        long begin = System.nanoTime();

        Duration told = Calls.await(call().start(executor)).duration();

        assertThat(told.toNanos()).isBetween(held.get(), System.nanoTime() - begin);
    }
}
