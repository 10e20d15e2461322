package io.fusebox.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.FailureKind;
import io.fusebox.call.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRedirectTest extends WithServer {
    /** {@code /start} redirects, all else says what it is. */
    private Calls givenRedirect(int status, String location) {
        return givenServer(connection -> {
            while (connection.readRequest()) {
                String request = server.requests().getLast();
                connection.write(request.contains(" /start ")
                        ? "HTTP/1.1 " + status + " Elsewhere\r\nLocation: " + location + "\r\n"
                        : "HTTP/1.1 200 OK\r\n");
                connection.write(
                        "Content-Length: 4\r\n\r\n" + (request.startsWith("HEAD") || status == 304 ? "" : "body"));
            }
        }).path("/start").method("GET").concurrency(1);
    }

    @Test
    void isTheAnswerWhereNoneAreFollowed() {
        Response response = givenRedirect(302, "/end").answer(executor);

        assertThat(response.status()).isEqualTo(302);
        assertThat(response.headers()).containsEntry("location", "/end");
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({ "301,GET,GET,''", "302,GET,GET,''", "303,POST,GET,''", "303,HEAD,HEAD,''", "307,POST,POST,body",
        "308,PUT,PUT,body" })
    void isFollowedWithinTheDestination(int status, String method, String then, String body) {
        Calls call = givenRedirect(status, "end?x=1").followRedirects(1)
                .method(method)
                .header("Content-Type", "text/plain")
                .secret("Authorization", "Bearer t");
        Response response = (method.startsWith("P") ? call.body("body") : call).answer(executor);

        assertThat(response.status()).isEqualTo(200);
        assertThat(server.requests().getLast()).startsWith(then + " /end?x=1 HTTP/1.1\r\n")
                .contains("Authorization: Bearer t")
                .endsWith("\r\n\r\n" + body);
        boolean repeats = body.equals("body");
        assertThat(server.requests().getLast().contains("Idempotency-Key"))
                .isEqualTo(repeats || !method.equals("POST"));
        assertThat(server.connectionsAccepted()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({ "301,POST", "302,POST", "302,PUT", "300,GET", "304,GET", "305,GET" })
    void isTheAnswerWhereClientsDisagreeOnWhatFollows(int status, String method) {
        assertThat(givenRedirect(status, "/end").followRedirects(5).method(method).answer(executor).status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://localhost:1/", "//evil.example/", "https://evil.example/", "/a/%2e%2e/b",
        "http://user:pass@127.0.0.1/", "ftp://x/", "file:///etc/passwd", "javascript:alert(1)", "http:///",
        "http://127.0.0.1:99999/", "\\\\evil.example\\", "a b" })
    void isTheAnswerWhereItWouldLeaveTheDestination(String location) {
        Response response = givenRedirect(307, location).followRedirects(5)
                .secret("Authorization", "Bearer t")
                .answer(executor);

        assertThat(response.status()).isEqualTo(307);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void isTheAnswerWhereTooManyFollowEachOther() {
        Response response = givenRedirect(307, "/start").followRedirects(3).answer(executor);

        assertThat(response.status()).isEqualTo(307);
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void sharesOneDeadlineWithWhatItLeadsTo() {
        Calls call = givenServer(connection -> {
            while (connection.readRequest()) {
                Thread.sleep(60);
                connection.write("HTTP/1.1 307 Again\r\nLocation: /start\r\nContent-Length: 0\r\n\r\n");
            }
        });

        var failure = call.followRedirects(10).timeoutMs(200).failure(executor);

        thenFailure(failure, FailureKind.TIMEOUT, true);
    }
}
