package io.fusebox.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.FailureKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent. */
class HttpRequestTest extends WithServer {
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

        thenFailure(failure, FailureKind.PROTOCOL, false, "header");
        assertThat(failure.message()).doesNotContain("hunter2");
        assertThat(server.requests()).isEmpty();
    }

    private List<String> headers() {
        return server.onlyRequest().lines().skip(1).map(line -> line.toLowerCase(java.util.Locale.ROOT)).toList();
    }
}
