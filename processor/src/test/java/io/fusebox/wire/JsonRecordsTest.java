package io.fusebox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.Call;
import io.fusebox.call.Delivery;
import io.fusebox.call.Origin;
import io.fusebox.call.Payload;
import io.fusebox.call.Problem;
import io.fusebox.call.ProblemType;
import io.fusebox.call.Response;
import io.fusebox.call.Result;
import io.fusebox.call.ResultSource;
import io.fusebox.call.ResultStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JsonRecordsTest {
    private static final Instant RECEIVED = Instant.parse("2026-01-31T12:00:00Z");

    private static Result result(Optional<Response> response, Optional<Problem> problem) {
        Call call = new Call("a-1", "payments", Optional.of("write"), "POST", Optional.empty(), Optional.empty(),
                Map.of(), Payload.EMPTY, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                OptionalInt.empty(), Optional.empty(), Optional.empty(), Map.of("order", "17"));
        Delivery delivery = new Delivery(call, new Origin("t", 0, 1), RECEIVED, Optional.empty(), 2, 2, List.of(), 0,
                OptionalLong.empty(), Optional.empty(), List.of());
        return new Result(delivery, problem.isPresent() ? ResultStatus.FAILED : ResultStatus.SUCCEEDED,
                ResultSource.DESTINATION, response, problem, RECEIVED.plusMillis(1500), Duration.ofMillis(40),
                "closed");
    }

    private static String json(Result result) {
        return new String(JsonRecords.write(Results.toAvro(result)), StandardCharsets.UTF_8);
    }

    private static String answered(String contentType, byte[] body) {
        return json(result(Optional.of(new Response(200, Map.of("content-type", contentType), Payload.of(body), false)),
                Optional.empty()));
    }

    @Test
    void aResultIsWrittenWithIsoTimesAndItsBodyAsJson() {
        String json = answered("application/json; charset=utf-8", "{ \"ok\" : 1.0 }".getBytes(StandardCharsets.UTF_8));

        assertThat(json).isEqualTo("{\"id\":\"a-1\",\"destination\":\"payments\",\"operation\":\"write\","
                + "\"status\":\"SUCCEEDED\",\"source\":\"DESTINATION\",\"httpStatus\":200,"
                + "\"headers\":{\"content-type\":\"application/json; charset=utf-8\"},\"body\":{\"ok\":1.0},"
                + "\"bodyTruncated\":false,\"attempts\":2,\"receivedAt\":\"2026-01-31T12:00:00Z\","
                + "\"completedAt\":\"2026-01-31T12:00:01.500Z\",\"durationMs\":40,\"breakerState\":\"closed\","
                + "\"metadata\":{\"order\":\"17\"},\"replay\":0}");
    }

    @Test
    void aBodyThatOnlyClaimsToBeJsonIsText() {
        assertThat(answered("application/json", "{\"cut\":".getBytes(StandardCharsets.UTF_8)))
                .contains("\"body\":\"{\\\"cut\\\":\"");
        assertThat(answered("application/json", "{} {}".getBytes(StandardCharsets.UTF_8)))
                .contains("\"body\":\"{} {}\"");
    }

    @Test
    void textIsTextEvenWhereItLooksLikeJson() {
        assertThat(answered("text/plain", "{}".getBytes(StandardCharsets.UTF_8))).contains("\"body\":\"{}\"");
    }

    @Test
    void bytesThatAreNoTextAreBase64() {
        assertThat(answered("image/png", new byte[]{ 0, (byte) 0xFF })).contains("\"bodyBase64\":\"AP8=\"");
    }

    @Test
    void aProblemIsAnObject() {
        String json = json(result(Optional.empty(), Optional.of(Problem.of(ProblemType.TLS, "wrong name"))));

        assertThat(json)
                .contains("\"problem\":{\"type\":\"urn:fusebox:problem:tls\",\"title\":\"The TLS handshake failed\","
                        + "\"status\":502,\"detail\":\"wrong name\"}")
                .doesNotContain("httpStatus");
    }

    @Test
    void halfACharacterDoesNotStopAResult() {
        String json = json(result(Optional.empty(), Optional.of(Problem.of(ProblemType.DNS, "cut \uD83D"))));

        assertThat(json).contains("\"detail\":\"cut ?\"");
    }
}
