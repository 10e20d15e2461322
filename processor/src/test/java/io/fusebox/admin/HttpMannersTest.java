package io.fusebox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpMannersTest {
    private final RunningServer server = new RunningServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/breakers/payments%2Fwrite", "/breakers/payments%2fwrite" })
    void takesABreakersNameAsOneSegment(String path) throws Exception {
        // when
        String answer = server.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        // then
        assertThat(answer).startsWith("HTTP/1.1 200 OK").contains("\"name\":\"payments/write\"");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/", "/breakers/payments/write", "/health", "/breakers/payments/close" })
    void saysWhatThereIsWhereThereIsNothing(String path) throws Exception {
        // when
        HttpResponse<String> answer = server.get(path);

        // then
        JsonNode problem = RunningServer.problem(answer, 404);
        assertThat(problem.get("detail").asText()).contains(path).contains("/health/circuit-breakers");
    }

    @ParameterizedTest
    @ValueSource(strings = { "POST", "PUT", "PATCH", "DELETE", "QUERY", "PURGE" })
    void answersOtherMethodsWithThoseThatAreAllowed(String method) throws Exception {
        // when
        HttpResponse<String> answer = server
                .send(server.request("/breakers/payments").method(method, BodyPublishers.noBody()));

        // then
        JsonNode problem = RunningServer.problem(answer, 405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
        assertThat(problem.get("detail").asText()).contains(method);
    }

    @Test
    void tellsTheMethodsToWhoAsksForThem() throws Exception {
        // when
        HttpResponse<String> answer = server.send(server.request("/alerts").method("OPTIONS", BodyPublishers.noBody()));

        // then
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/readyz", "/breakers", "/breakers/none", "/metrics" })
    void answersHeadAsGetButWithoutTheBody(String path) throws Exception {
        // when
        HttpResponse<String> get = server.get(path);
        HttpResponse<String> head = server.send(server.request(path).HEAD());

        // then
        assertThat(head.statusCode()).isEqualTo(get.statusCode());
        assertThat(head.headers().firstValue("Content-Type")).isEqualTo(get.headers().firstValue("Content-Type"));
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/breakers", "/breakers/none", "/nothing", "/livez", "/metrics", "/breakers/%25" })
    void sendsSecurityHeadersAndNoVersionWithEveryAnswer(String path) throws Exception {
        // when
        HttpResponse<String> answer = server.get(path);

        // then
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by", "set-cookie");
    }

    @Test
    void refusesToAnswerInAFormThatIsNotAccepted() throws Exception {
        // when
        HttpResponse<String> answer = server.send(server.request("/breakers").header("Accept", "text/html"));

        // then
        assertThat(RunningServer.problem(answer, 406).get("detail").asText()).contains("application/json");
    }

    @Test
    void answersProbesWhateverTheyAccept() throws Exception {
        assertThat(server.send(server.request("/livez").header("Accept", "text/html")).statusCode()).isEqualTo(200);
    }

    @Test
    void tellsNothingOfItsInsideWhenARequestFails() throws Exception {
        // given
        server.metrics(() -> {
            throw new IllegalStateException("secret inside");
        });

        // when
        HttpResponse<String> answer = server.get("/metrics");

        // then
        RunningServer.problem(answer, 500);
        assertThat(answer.body()).doesNotContain("secret", "IllegalState", "at io.");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/breakers/..%2Fmetrics", "/breakers/%2e%2e/metrics", "/breakers/%25", "/breakers/%zz",
        "/breakers/a%00b", "//breakers" })
    void takesNoPathThatMightMeanAnother(String path) throws Exception {
        // when
        String answer = server.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        // then
        assertThat(answer).containsPattern("^HTTP/1.1 40[04] ").contains("application/problem+json");
    }

    @Test
    void refusesAPathThatIsTooLong() throws Exception {
        // when
        String answer = server.raw("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

        // then
        assertThat(answer).startsWith("HTTP/1.1 414").contains("application/problem+json");
    }

    @Test
    void refusesHeadersThatAreTooLong() throws Exception {
        // when
        String answer = server.raw("GET /livez HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(20_000) + "\r\n\r\n");

        // then
        assertThat(answer).startsWith("HTTP/1.1 431").contains("application/problem+json");
    }

    @Test
    void refusesABodyThatIsTooLarge() throws Exception {
        // when
        String answer = server.raw("GET /livez HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n");

        // then
        assertThat(answer).startsWith("HTTP/1.1 413").contains("application/problem+json");
    }

    @Test
    void answersAnUpgradeThatItDoesNotOfferAsAProblem() throws Exception {
        // when
        String answer = server.raw("""
                GET /breakers HTTP/1.1
                Host: localhost
                Connection: Upgrade
                Upgrade: websocket
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

                """);

        // then
        assertThat(answer).startsWith("HTTP/1.1 404").contains("application/problem+json");
    }
}
