package io.fusebox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.Call;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRequestsTest {

    private static Decoded<Call> decode(String json) {
        try (var format = new ConfluentWireFormat(new MemoryRegistry())) {
            return new Codecs(new Topics("t."), format, new CodecOptions(false, true, 1 << 20))
                    .decodeRequest(json.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Call call(String json) {
        return switch (decode(json)) {
            case Decoded.Read<Call>(Call call) -> call;
            case Decoded<Call> other -> throw new AssertionError(other);
        };
    }

    private static String reason(String json) {
        return switch (decode(json)) {
            case Decoded.Malformed<Call>(String reason) -> reason;
            case Decoded<Call> other -> throw new AssertionError(other);
        };
    }

    private static String body(Call call) {
        return new String(call.body().bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void allFieldsAreRead() {
        Call call = call(
                """
                          {"id": "a-1", "destination": "payments", "operation": "write", "method": "put", "path": "/x", "headers": {"A": "b"},
                         "body": {"n": 1}, "orderingKey": "k", "notBefore": "2026-01-31T12:00:00+02:00", "deadline": 1800000000000,
                         "timeoutMs": 250, "maxAttempts": 3, "idempotencyKey": "i", "replyKey": "r", "metadata": {"m": "n"}}
                        """);

        assertThat(call.id()).isEqualTo("a-1");
        assertThat(call.destination()).isEqualTo("payments");
        assertThat(call.operation()).contains("write");
        assertThat(call.method()).isEqualTo("PUT");
        assertThat(call.path()).contains("/x");
        assertThat(call.headers()).isEqualTo(Map.of("A", "b", "Content-Type", "application/json"));
        assertThat(call.orderingKey()).contains("k");
        assertThat(call.notBefore()).contains(Instant.parse("2026-01-31T10:00:00Z"));
        assertThat(call.deadline()).contains(Instant.ofEpochMilli(1_800_000_000_000L));
        assertThat(call.timeout()).contains(Duration.ofMillis(250));
        assertThat(call.maxAttempts()).isEqualTo(OptionalInt.of(3));
        assertThat(call.idempotencyKey()).contains("i");
        assertThat(call.replyKey()).contains("r");
        assertThat(call.metadata()).isEqualTo(Map.of("m", "n"));
    }

    @Test
    void onlyAnIdIsNeeded() {
        Call call = call("{\"id\":\"a\",\"deadline\":null,\"operation\":\"\"}");

        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.destination()).isEmpty();
        assertThat(call.operation()).isEmpty();
        assertThat(call.deadline()).isEmpty();
        assertThat(call.body().isEmpty()).isTrue();
        assertThat(call.effectiveReplyKey()).isEqualTo("a");
    }

    @Test
    void aReadableRecordWithABadDestinationIsNotMalformed() {
        assertThat(call("{\"id\":\"a\",\"destination\":\"No Such!\"}").destination()).isEqualTo("No Such!");
    }

    @Test
    void anAbsoluteUrlGivesItsOriginAsDestination() {
        assertThat(call("{\"id\":\"a\",\"url\":\"HTTPS://Shop.example/x?y\"}").destination())
                .isEqualTo("https://shop.example:443");
        assertThat(call("{\"id\":\"a\",\"url\":\"http://[::1]:8080/\"}").destination()).isEqualTo("http://[::1]:8080");
        assertThat(call("{\"id\":\"a\",\"url\":\"::\"}").destination()).isEmpty();
    }

    @Test
    void anObjectOrArrayIsSentCompactWithEveryDigit() {
        Call call = call("{\"id\":\"a\",\"body\": [ 1.10, 12345678901234567890123, {\"a\" : null} ] }");

        assertThat(body(call)).isEqualTo("[1.10,12345678901234567890123,{\"a\":null}]");
        assertThat(call.headers()).containsEntry("Content-Type", "application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = { "1e9999999999", "-1E-9999999999", "0.10", "100000000000000000000e5" })
    void aNumberIsSentAsItIsWrittenHoweverLargeItIs(String number) {
        assertThat(body(call("{\"id\":\"a\",\"body\":" + number + "}"))).isEqualTo(number);
        assertThat(body(call("{\"id\":\"a\",\"body\":{\"x\":[" + number + "]}}")))
                .isEqualTo("{\"x\":[" + number + "]}");
    }

    @Test
    void aStringIsSentAsItsText() {
        Call call = call("{\"id\":\"a\",\"body\":\"gr\\u00fc\\u00dfe\"}");

        assertThat(body(call)).isEqualTo("grüße");
        assertThat(call.headers()).isEmpty();
    }

    @Test
    void theCallersContentTypeStays() {
        assertThat(
                call("{\"id\":\"a\",\"headers\":{\"content-type\":\"application/vnd.x+json\"},\"body\":{}}").headers())
                .isEqualTo(Map.of("content-type", "application/vnd.x+json"));
    }

    @Test
    void bytesComeAsBase64() {
        assertThat(call("{\"id\":\"a\",\"bodyBase64\":\"AP8=\"}").body().bytes()).containsExactly(0, -1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"destination":"d"}                  | field 'id' is missing: every call needs an id, such as a UUID
            {"id":" "}                           | field 'id' is empty: every call needs an id, such as a UUID
            {"id":7}                             | field 'id' is a number, but a string is expected
            {"id":"a","ordering_key":"k"}        | field 'ordering_key' is unknown: it is written 'orderingKey'
            {"id":"a","headers":{"A":1}}         | field 'headers.A' is a number, but a string is expected
            {"id":"a","headers":["A"]}           | field 'headers' is an array, but an object of strings is expected
            {"id":"a","metadata":{"k":null}}     | field 'metadata.k' is null, but a string is expected
            {"id":"a","timeoutMs":"5s"}          | field 'timeoutMs' is a string, but a whole number is expected
            {"id":"a","timeoutMs":1.5}           | field 'timeoutMs' is a number, but a whole number is expected
            {"id":"a","timeoutMs":-1}            | field 'timeoutMs' is -1: at least 1 is expected, or no such field
            {"id":"a","maxAttempts":0}           | field 'maxAttempts' is 0: at least 1 is expected, or no such field
            {"id":"a","maxAttempts":9999999999}  | field 'maxAttempts' is beyond 2147483647
            {"id":"a","deadline":"tomorrow"}     | field 'deadline' is 'tomorrow', which is no time: write ISO 8601 with an offset, such as 2026-01-31T12:00:00Z, or milliseconds since 1970 as a number
            {"id":"a","deadline":true}           | field 'deadline' is true or false, but a time is expected: "2026-01-31T12:00:00Z", or milliseconds since 1970
            {"id":"a","deadline":1800000000000000} | field 'deadline' is no time from 1970 to 9999: milliseconds since 1970 are expected
            {"id":"a","notBefore":-5}            | field 'notBefore' is no time from 1970 to 9999: milliseconds since 1970 are expected
            {"id":"a","body":1,"bodyBase64":""}  | it has both 'body' and 'bodyBase64': only one is expected
            {"id":"a","bodyBase64":"%"}          | field 'bodyBase64' is not Base64 (RFC 4648, section 4): A-Z, a-z, 0-9, '+', '/' and padding '='
            {"id":"a"}{"id":"b"}                 | there is more after the end of its JSON object: each call is a record of its own
            {"id":"\\ud800"}                     | field 'id' has half of a surrogate pair, which is no character
            """)
    void whatIsWrongIsNamedWithItsMend(String json, String reason) {
        assertThat(reason(json)).isEqualTo(reason);
    }

    @Test
    void anUnknownFieldIsNamedWithTheKnownOnes() {
        assertThat(reason("{\"id\":\"a\",\"colour\":null}"))
                .startsWith("field 'colour' is unknown: a call has id, destin");
    }

    @Test
    void aFieldThatStandsTwiceIsMalformed() {
        assertThat(reason("{\"id\":\"a\",\"id\":\"b\"}")).contains("line 1").contains("id").contains("uplicate");
        assertThat(reason("{\"id\":\"a\",\"body\":{\"x\":1,\"x\":2}}")).contains("uplicate");
    }

    @Test
    void brokenJsonIsToldWithItsPlace() {
        assertThat(reason("{\"id\":\"a\",\n oops}")).startsWith("it is not JSON as it should be, at line 2, column ");
        assertThat(reason("{\"id\":\"a\"")).startsWith("it is not JSON as it should be, at line 1")
                .endsWith("(start marker at line 1, column 1)");
    }

    @Test
    void endlessNestingIsMalformed() {
        assertThat(reason("{\"id\":\"a\",\"body\":" + "[".repeat(100_000))).contains("nesting depth");
    }

    @Test
    void fieldNamesOfProducersAreShownOnOneShortLine() {
        assertThat(reason("{\"id\":\"a\",\"x\\n" + "y".repeat(5_000) + "\":1}")).hasSizeLessThan(400)
                .doesNotContain("\n");
    }

    @Test
    void emptyTextCountsAsAbsent() {
        Call call = call(
                "{\"id\":\"a\",\"replyKey\":\"\",\"orderingKey\":\"\",\"idempotencyKey\":\"\",\"method\":\"\"}");

        assertThat(call.orderingKey()).isEqualTo(Optional.empty());
        assertThat(call.effectiveReplyKey()).isEqualTo("a");
        assertThat(call.effectiveIdempotencyKey()).isEqualTo("a");
        assertThat(call.method()).isEqualTo("POST");
    }
}
