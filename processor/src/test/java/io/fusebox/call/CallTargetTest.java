package io.fusebox.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallTargetTest {
    private static final Destination PAYMENTS = destination("payments", "https://payments.example/api/v1");

    @Nested
    class Paths {
        @ParameterizedTest
        @CsvSource(value = { "orders            | https://payments.example/api/v1/orders",
            "/orders           | https://payments.example/api/v1/orders",
            "/orders/          | https://payments.example/api/v1/orders/",
            "?page=2           | https://payments.example/api/v1?page=2",
            "orders?a=../..    | https://payments.example/api/v1/orders?a=../..",
            "a%2Fb             | https://payments.example/api/v1/a%2Fb",
            "a..b/...          | https://payments.example/api/v1/a..b/...",
            "user@example.org  | https://payments.example/api/v1/user@example.org",
            "a:b               | https://payments.example/api/v1/a:b",
            "büro              | https://payments.example/api/v1/b%C3%BCro" }, delimiter = '|')
        void areAppendedToTheBaseUrl(String path, String expected) {
            assertThat(target(path(path), PAYMENTS)).isEqualTo(URI.create(expected));
        }

        @Test
        void mayBeAbsent() {
            assertThat(target(call(Optional.empty(), Optional.empty()), PAYMENTS)).isEqualTo(PAYMENTS.baseUrl());
        }

        @ParameterizedTest
        @CsvSource({ "https://payments.example, https://payments.example/",
            "https://payments.example/, https://payments.example/",
            "https://payments.example/api/, https://payments.example/api/" })
        void whereAbsentLeaveTheBaseUrlAsItIs(String base, String expected) {
            assertThat(target(call(Optional.empty(), Optional.empty()), destination("payments", base)))
                    .isEqualTo(URI.create(expected));
        }

        @ParameterizedTest
        @ValueSource(strings = { "orders", "/orders" })
        void haveOneSlashBeforeThemWhateverTheBaseUrlEndsWith(String path) {
            assertThat(List.of("https://p.example", "https://p.example/"))
                    .allSatisfy(base -> assertThat(target(path(path), destination("p", base)))
                            .isEqualTo(URI.create("https://p.example/orders")));
        }

        @ParameterizedTest
        @ValueSource(strings = { "..", ".", "../admin", "/../admin", "a/../../admin", "a/..", "%2e%2e/admin",
            "%2E./admin", ".%2e", "a/%2e", "..%2fadmin", "a%2f..%2fadmin", "..%5cadmin", "%2e%2e%2fadmin",
            "%252e%252e/admin", "%25252e./admin", "..;/admin", "..;x=y/admin", "%2e%2e%3b/admin", "..\u037e/admin",
            "a/..?x=1" })
        void mayNotLeaveTheBaseUrl(String path) {
            assertThat(refusal(path(path), PAYMENTS).detail()).contains("segment").contains("write it without");
        }

        @Test
        void mayNotNameAHost() {
            assertThat(refusal(path("//evil.example/x"), PAYMENTS).detail()).contains("names a host");
        }

        @Test
        void mayNotBeAbsolute() {
            assertThat(refusal(path("https://evil.example/"), PAYMENTS).detail()).contains("give it as url");
        }

        @ParameterizedTest
        @CsvSource({ "'a\\b',backslash", "'\\\\evil.example',backslash", "'a\r\nHost: evil',U+000D", "'a\nb',U+000A",
            "'a\tb',U+0009", "'a\u0000b',U+0000", "'a\u007fb',U+007F", "a#b,fragment", "a%00b,encoded NUL",
            "a b,percent-encode", "a%zzb,percent-encode", "a<b,percent-encode", "'a\"b',percent-encode",
            "a|b,percent-encode", "a{b,percent-encode", "'\ud800x',Unicode" })
        void mayNotHoldWhatAUrlCannot(String path, String reason) {
            assertThat(refusal(path(path), PAYMENTS).detail()).contains(reason);
        }
    }

    @Nested
    class Urls {
        @ParameterizedTest
        @ValueSource(strings = { "https://payments.example/api/v1", "https://payments.example/api/v1/x",
            "https://payments.example:443/api/v1/x", "HTTPS://Payments.Example/api/v1/x?y",
            "https://payments.example/api/v1?y" })
        void areTakenBeneathTheBaseUrl(String url) {
            assertThat(target(url(url), PAYMENTS)).isEqualTo(URI.create(url));
        }

        @ParameterizedTest
        @ValueSource(strings = { "http://payments.example/api/v1/x", "https://payments.example:8443/api/v1/x",
            "https://evil.example/api/v1/x", "https://payments.example.evil.example/api/v1/x",
            "https://payments.example./api/v1/x" })
        void mayNotHaveAnotherOrigin(String url) {
            assertThat(refusal(url(url), PAYMENTS).detail()).contains("another origin", "https://payments.example:443");
        }

        @ParameterizedTest
        @ValueSource(strings = { "https://payments.example/", "https://payments.example",
            "https://payments.example/api/v12", "https://payments.example/API/v1/x",
            "https://payments.example//api/v1/x", "https://payments.example/%61pi/v1/x" })
        void mayNotLieBesideTheBaseUrl(String url) {
            assertThat(refusal(url(url), PAYMENTS).detail()).contains("outside", "/api/v1/");
        }

        @ParameterizedTest
        @CsvSource({ "ftp://payments.example/api/v1/x,http or https", "file:///etc/passwd,http or https",
            "payments.example/x,http or https",
            "//payments.example/api/v1/x,http or https", "https:payments.example/x,host", "https:///x,host",
            "https://pay_ments.example/api/v1,host", "https://payments.example:0/api/v1,port",
            "https://payments.example:65536/api/v1,port",
            "https://payments.example:99999999999/api/v1,host", "https://[::1/x,percent-encode",
            "https://payments.example\\@evil.example/,backslash", "https://payments.example/api/v1/../../x,segment",
            "https://payments.example/api/v1#x,fragment", "'',http or https" })
        void mayNotBeWhatHasNoMeaning(String url, String reason) {
            assertThat(refusal(url(url), PAYMENTS).detail()).contains(reason);
        }

        @ParameterizedTest
        @ValueSource(strings = { "https://user:hunter2@payments.example/api/v1/x",
            "https://payments.example%40hunter2@evil.example/" })
        void mayNotCarryCredentialsWhichTheRefusalDoesNotRepeat(String url) {
            assertThat(refusal(url(url), PAYMENTS).detail()).contains("credentials").doesNotContain("hunter2");
        }

        @Test
        void areNeverRepeatedInARefusalForTheirQueryMayHoldAToken() {
            assertThat(refusal(url("https://evil.example/?token=hunter2"), PAYMENTS).detail())
                    .doesNotContain("hunter2");
        }

        @Test
        void ofAnAdHocOriginMayHaveAnyPath() {
            Destination adHoc = destination("https://hooks.example:443", "https://hooks.example:443");

            assertThat(target(url("https://hooks.example/a/b?c"), adHoc))
                    .isEqualTo(URI.create("https://hooks.example/a/b?c"));
            assertThat(target(url("https://hooks.example"), adHoc)).isEqualTo(URI.create("https://hooks.example/"));
            assertThat(refusal(url("https://other.example/"), adHoc).detail()).contains("another origin");
        }

        @Test
        void ofIpv6AddressesAreUrlsLikeOthers() {
            Destination local = destination("local", "http://[::1]:8080");

            assertThat(target(path("x"), local)).isEqualTo(URI.create("http://[::1]:8080/x"));
        }

        @Test
        void excludePaths() {
            assertThat(refusal(call(Optional.of("a"), Optional.of("https://payments.example/api/v1/a")), PAYMENTS)
                    .detail()).contains("not both");
        }
    }

    @Nested
    class Redirects {
        private final URI from = URI.create("https://payments.example/api/v1/orders/1?x");

        @ParameterizedTest
        @CsvSource({ "2,https://payments.example/api/v1/orders/2", "../carts/3,https://payments.example/api/v1/carts/3",
            "/api/v1/y,https://payments.example/api/v1/y", "?z,https://payments.example/api/v1/orders/1?z",
            "https://payments.example/api/v1/q#part,https://payments.example/api/v1/q",
            "'#part',https://payments.example/api/v1/orders/1?x" })
        void areReadRelativeToWhereTheyCameFrom(String location, String expected) {
            assertThat(CallTarget.ofRedirect(from, location, PAYMENTS).accepted()).contains(URI.create(expected));
        }

        @ParameterizedTest
        @ValueSource(strings = { "https://evil.example/", "//evil.example/api/v1/x", "/admin", "../../../x",
            "http://payments.example/api/v1/x", "/api/v1/%2e%2e/x", "https://u:p@payments.example/api/v1/x",
            "javascript:alert(1)", "\\\\evil.example", "/api/v1/a b", "" })
        void mayNotLeaveTheDestination(String location) {
            Optional<URI> accepted = CallTarget.ofRedirect(from, location, PAYMENTS).accepted();

            // An empty reference is the page itself.
            assertThat(accepted).isEqualTo(
                    location.isEmpty() ? Optional.of(URI.create("https://payments.example/api/v1/orders/1?x"))
                            : Optional.empty());
        }
    }

    @Nested
    class Requests {
        @ParameterizedTest
        @ValueSource(strings = { "GET", "POST", "PURGE", "M-SEARCH" })
        void mayHaveAnyMethod(String method) {
            assertThat(of(call(method, Map.of(), "id", Optional.empty()), PAYMENTS).accepted()).isPresent();
        }

        @ParameterizedTest
        @ValueSource(strings = { "", "GE T", "GET /x HTTP/1.1\r\nHost: evil", "GÉT", "CONNECT", "connect", "TRACE" })
        void mayNotHaveAMethodThatIsNoneOrNoCall(String method) {
            assertThat(refusal(call(method, Map.of(), "id", Optional.empty()), PAYMENTS).detail()).startsWith("method ")
                    .doesNotContain("\r", "\n");
        }

        static List<String> framing() {
            return List.of("Host", "host", "Content-Length", "TRANSFER-ENCODING", "Connection", "Keep-Alive", "Upgrade",
                    "TE", "Trailer", "Proxy-Connection", "Expect", "HTTP2-Settings", "Idempotency-Key");
        }

        @ParameterizedTest
        @MethodSource("framing")
        void mayNotSetWhatFramesTheMessage(String name) {
            Problem problem = refusal(withHeader(name, "1"), PAYMENTS);

            assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST);
            assertThat(problem.detail()).contains("header " + name);
        }

        @ParameterizedTest
        @ValueSource(strings = { "Authorization", "authorization", "Cookie", "PROXY-AUTHORIZATION" })
        void mayCarryCredentialsOnlyWhereTheDestinationAccepts(String name) {
            Call call = withHeader(name, "Bearer hunter2");

            Problem problem = refusal(call, PAYMENTS);

            assertThat(problem.type()).isEqualTo(ProblemType.CREDENTIAL_HEADER);
            assertThat(problem.detail()).contains(name, "accept-credential-headers").doesNotContain("hunter2");
            assertThat(of(call, accepting()).accepted()).isPresent();
        }

        @ParameterizedTest
        @ValueSource(strings = { "", "X Y", "X:Y", "X\r\nHost", "X\u0000", "Ünique", "X(Y)", "a,b" })
        void mayNotHaveAHeaderNameThatIsNone(String name) {
            assertThat(refusal(withHeader(name, "1"), PAYMENTS).detail()).startsWith("header name '")
                    .doesNotContain("\r", "\n", "\u0000");
        }

        @ParameterizedTest
        @ValueSource(strings = { "hunter2\r\nX: y", "hunter2\n", "hunter2\r", "hunter2\u0000", "hunter2\u007f",
            "hunter2\u001b", "hunter2\u6f22" })
        void mayNotHaveAHeaderValueThatEndsTheHeaderAndTheRefusalDoesNotRepeatIt(String value) {
            assertThat(refusal(withHeader("X-Token", value), PAYMENTS).detail()).contains("X-Token")
                    .doesNotContain("hunter2");
            assertThat(refusal(withHeader("Authorization", value), accepting()).detail()).contains("Authorization")
                    .doesNotContain("hunter2");
        }

        @ParameterizedTest
        @ValueSource(strings = { "", "a\tb", "caf\u00e9", "text/plain; charset=\"utf-8\"" })
        void mayHaveAnyOtherHeaderValue(String value) {
            assertThat(of(withHeader("X-Note", value), PAYMENTS).accepted()).isPresent();
        }

        @ParameterizedTest
        @ValueSource(strings = { "a\r\nX: y", "a\u0000", "é", "" })
        void mayNotHaveAnIdempotencyKeyThatIsNoHeader(String key) {
            assertThat(refusal(call("POST", Map.of(), "id", Optional.of(key)), PAYMENTS).detail())
                    .startsWith("idempotencyKey ")
                    .contains("printable ASCII");
        }

        @Test
        void mayNotHaveAnIdThatIsNoHeaderUnlessTheyHaveAKey() {
            assertThat(refusal(call("POST", Map.of(), "a\nb", Optional.empty()), PAYMENTS).detail()).startsWith("id, ");
            assertThat(of(call("POST", Map.of(), "a\nb", Optional.of("key \"1\"")), PAYMENTS).accepted())
                    .isPresent();
        }
    }

    /** As a dispatcher does, which remembers: the first time, and again. */
    private static CallTarget of(Call call, Destination destination) {
        CallTargets targets = new CallTargets();
        CallTarget first = targets.of(call, destination);
        assertThat(targets.of(call, destination)).isEqualTo(first);
        return first;
    }

    private static URI target(Call call, Destination destination) {
        return switch (of(call, destination)) {
            case CallTarget.Accepted(URI uri) -> uri;
            case CallTarget.Refused(Problem problem) -> throw new AssertionError(problem.detail());
        };
    }

    private static Problem refusal(Call call, Destination destination) {
        return switch (of(call, destination)) {
            case CallTarget.Accepted(URI uri) -> throw new AssertionError("accepted " + uri);
            case CallTarget.Refused(Problem problem) -> problem;
        };
    }

    private static Call path(String path) {
        return call(Optional.of(path), Optional.empty());
    }

    private static Call url(String url) {
        return call(Optional.empty(), Optional.of(url));
    }

    private static Call withHeader(String name, String value) {
        return call("POST", Map.of(name, value), "id", Optional.empty());
    }

    private static Call call(Optional<String> path, Optional<String> url) {
        return call("POST", path, url, Map.of(), "id", Optional.empty());
    }

    private static Call call(String method, Map<String, String> headers, String id, Optional<String> idempotencyKey) {
        return call(method, Optional.of("x"), Optional.empty(), headers, id, idempotencyKey);
    }

    private static Call call(String method, Optional<String> path, Optional<String> url, Map<String, String> headers,
            String id, Optional<String> idempotencyKey) {
        return new Call(id, "payments", Optional.empty(), method, path, url, headers, Payload.EMPTY, Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty(), idempotencyKey,
                Optional.empty(), Map.of());
    }

    private static Destination destination(String name, String baseUrl) {
        return new Destination(name, URI.create(baseUrl), 64, Map.of(), false, 0, true, 65_536);
    }

    private static Destination accepting() {
        Destination d = PAYMENTS;
        return new Destination(d.name(), d.baseUrl(), d.concurrency(), d.headers(), true, d.followRedirects(),
                d.idempotencyKeyQuoted(), d.bodyLimit());
    }
}
