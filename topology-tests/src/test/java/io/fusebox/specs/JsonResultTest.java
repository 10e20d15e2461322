package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.Outcome;
import io.fusebox.call.Payload;
import io.fusebox.call.Response;
import io.fusebox.specs.world.FuseboxSpec;
import io.fusebox.specs.world.Output;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Results for applications that know no Avro. */
class JsonResultTest extends FuseboxSpec {
    @Test
    void isOneObjectWithIsoTimes() {
        givenJsonResults();
        givenDestination("payments").taking(ms(40));

        whenArrives(call("a").setMetadata(Map.of("order", "7")));
        whenTimePasses(ms(50));

        assertThat(world().journal().resultsAsText()).extracting(Output::value)
                .containsExactly("{\"id\":\"a\",\"destination\":\"payments\",\"status\":\"SUCCEEDED\","
                        + "\"source\":\"DESTINATION\",\"httpStatus\":200,\"headers\":{\"content-type\":\"text/plain\"},"
                        + "\"body\":\"answer 200\",\"bodyTruncated\":false,\"attempts\":1,"
                        + "\"receivedAt\":\"2026-01-01T00:00:00.005Z\",\"completedAt\":\"2026-01-01T00:00:00.045Z\","
                        + "\"durationMs\":40,\"breakerState\":\"closed\",\"metadata\":{\"order\":\"7\"},\"replay\":0}");
    }

    @Test
    void holdsAProblemDetailsObject() {
        givenJsonResults();
        givenDestination("payments").answering(404);

        whenCallsArrive("a");

        assertThat(world().journal().resultsAsText().getFirst().value())
                .contains("\"problem\":{\"type\":\"urn:fusebox:problem:http-status\","
                        + "\"title\":\"The destination answered with an error\",\"status\":404,\"detail\":\"HTTP 404\"}");
    }

    /** A parser would put another character in place of what is no UTF-8, and nobody would know. */
    @Test
    void holdsABodyThatIsNoTextAsItWas() {
        givenJsonResults();
        givenDestination("payments");
        byte[] body = { '"', (byte) 0xC3, '(', '"' };
        world().destination("payments")
                .alwaysAnswers(new Outcome.Answered(
                        new Response(200, Map.of("content-type", "application/json"), Payload.of(body), false)));

        whenCallsArrive("a");

        assertThat(world().journal().resultsAsText().getFirst().value()).contains("\"bodyBase64\":\"IsMoIg==\"");
    }

    @Test
    void leavesDeadLettersInAvro() {
        givenJsonResults();
        givenDestination("payments").answering(404);

        whenCallsArrive("a");

        assertThat(deadLetters()).hasSize(1);
    }
}
