package io.fusebox.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.FailureKind;
import io.fusebox.call.Payload;
import io.fusebox.call.Response;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that do not end where they say, and bytes that belong to no call: none of it reaches the next one. */
class HttpFramingTest extends WithExecutor {
    private HostilePeer peer = HostilePeer.answering(executor, "");

    @AfterEach
    void stop() {
        peer.close();
    }

    private void givenAnswer(String answer) {
        given(HostilePeer.answering(executor, answer));
    }

    private void given(RawServer.Script worst) {
        given(HostilePeer.that(executor, worst));
    }

    private void given(HostilePeer other) {
        peer.close();
        peer = other;
    }

    @Test
    void timesOutWhereContentLengthIsTooLong() {
        givenAnswer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsecret");

        peer.thenCallFails(peer.call().timeoutMs(150), FailureKind.TIMEOUT, "no complete answer of");
    }

    @ParameterizedTest
    @ValueSource(strings = { " and what it did not count", "\r\n", "HTTP/1.1 200 OK\r\nX-Unfinished: ",
        "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil", "H" })
    void givesUpTheConnectionWhereContentLengthIsTooShort(String rest) {
        givenAnswer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nright" + rest);

        peer.thenCallIsAnswered(200, "right");
        peer.thenNextCallIsMadeOnAnotherConnection();
    }

    @ParameterizedTest
    @ValueSource(strings = { "left over", "0\r\n\r\n", "HTTP/1.1 200 OK\r\n" })
    void givesUpTheConnectionWhereSomethingFollowsTheLastChunk(String rest) {
        givenAnswer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nright\r\n0\r\n\r\n" + rest);

        peer.thenCallIsAnswered(200, "right");
        peer.thenNextCallIsMadeOnAnotherConnection();
    }

    @Test
    void givesUpTheConnectionWhereAnAnswerThatHasNoBodyHasOne() {
        givenAnswer("HTTP/1.1 204 No Content\r\n\r\nbody");

        peer.thenCallIsAnswered(204, "");
        peer.thenNextCallIsMadeOnAnotherConnection();
    }

    @ParameterizedTest
    @ValueSource(strings = { "Content-Length: 6\r\nContent-Length: 3\r\n", "Content-Length: 6, 3\r\n",
        "Content-Length: +6\r\n", "Content-Length: 6 3\r\n", "Content-Length: 0x6\r\n", "Content-Length:\r\n",
        "Content-Length: 99999999999999999999\r\n", "Content-Length: -6\r\n",
        "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n",
        "Transfer-Encoding: gzip\r\nContent-Length: 6\r\n", "Transfer-Encoding: chunked, chunked\r\n",
        "Transfer-Encoding: chunked, gzip\r\n", "X-A: 1\r\n X-Folded: 2\r\n\u0000:\r\n" })
    void isAProtocolErrorWhereTheEndOfTheAnswerIsAmbiguous(String framing) {
        givenAnswer("HTTP/1.1 200 OK\r\n" + framing + "\r\n6\r\nsecret\r\n0\r\n\r\n");

        peer.thenCallFails(FailureKind.PROTOCOL, "the answer");
    }

    @ParameterizedTest
    @ValueSource(strings = { "-6\r\nsecret\r\n", "0x6\r\nsecret\r\n", "ffffffffffffffff1\r\nsecret",
        "80000000\r\nsecret", "\r\nsecret\r\n", "6 6\r\nsecret\r\n", "6\nsecret\n0\n\n", "6\r\nsecretsecret\r\n",
        "3\r\nsecret\r\n0\r\n\r\n" })
    void isAProtocolErrorWhereAChunkIsMalformed(String chunks) {
        givenAnswer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks);

        peer.thenCallFails(FailureKind.PROTOCOL, "the answer is not HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "HTTP/1.1 2", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nX-A: secr",
        "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 Early Hints\r\nX: y\r\n" })
    void isResetWhereTheConnectionEndsWithinTheHead(String head) {
        given(connection -> {
            connection.readRequest();
            connection.write(head);
            connection.end();
        });

        peer.thenCallFails(FailureKind.RESET, "ended before the answer did");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "HTTP/1.1 200 OK\r\nX-A: secr", "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nsecret",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nsec", "HTTP/1.1 200 OK\r\n\r\nuntil the end" })
    void isResetWhereTheConnectionIsReset(String answer) {
        given(connection -> {
            connection.readRequest();
            connection.write(answer);
            Thread.sleep(20);
            connection.reset();
        });

        peer.thenCallFails(FailureKind.RESET, "ended before the answer did");
    }

    @ParameterizedTest
    @ValueSource(strings = { "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil", "HTTP/1.1 200 OK\r\nX-Unfinished: ",
        "H", "\r\n", "\u0015\u0003\u0001 not HTTP at all" })
    void givesUpAnIdleConnectionOnWhichSomethingArrives(String unasked) {
        given(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nright");
            Thread.sleep(50);
            connection.write(unasked);
            connection.awaitEnd();
        });

        peer.thenCallIsAnswered(200, "right");
        peer.awaitOpenConnections(0);
        peer.thenNextCallIsMadeOnAnotherConnection();
    }

    @Test
    void takesAnAnswerThatComesBeforeTheRequestButNotTheConnection() {
        CountDownLatch answered = new CountDownLatch(1);
        given(connection -> {
            connection.write("HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy");
            answered.await();
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate");
            connection.awaitEnd();
        });
        // A body that no socket's buffers hold, so it is still under way when the answer comes.
        Response early = peer.call().body(Payload.of(new byte[30_000_000])).answer(executor);
        answered.countDown();

        assertThat(early.status()).isEqualTo(503);
        peer.thenNextCallIsMadeOnAnotherConnection();
    }

    @Test
    void doesNotSendTheNextCallBehindABodyThatNobodyReads() {
        given(connection -> {
            connection.write("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
            Thread.sleep(Duration.ofSeconds(30));
        });

        assertThat(peer.call().body(Payload.of(new byte[30_000_000])).answer(executor).status()).isEqualTo(413);

        assertThat(peer.call().timeoutMs(2_000).answer(executor).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "Keep-Alive: timeout=x", "Keep-Alive: timeout=99999999999999999999, max=-1",
        "Keep-Alive: =", "Alt-Svc: \"", "Alt-Svc: h3=\":x\"; ma=99999999999999999999", "Connection: ,,,",
        "Set-Cookie: \u00ff=\u00fe", "Content-Encoding: no-such-thing", "Location: \\\\", "Retry-After: -1",
        "Upgrade: h2c", "Date: yesterday", "Trailer: Content-Length" })
    void takesNoHarmFromHeadersThatAreNotAsTheyShouldBe(String header) {
        givenAnswer("HTTP/1.1 200 OK\r\n" + header + "\r\nContent-Length: 5\r\n\r\nright");

        peer.thenCallIsAnswered(200, "right");
    }
}
