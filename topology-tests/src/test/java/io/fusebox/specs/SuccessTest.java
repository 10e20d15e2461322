package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.schemas.CallResult;
import io.fusebox.schemas.ResultSource;
import io.fusebox.specs.world.FuseboxSpec;
import io.fusebox.specs.world.Output;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A call that is made, and its one result. */
class SuccessTest extends FuseboxSpec {
    @Test
    void tellsWhatTheDestinationAnswered() {
        givenDestination("payments").taking(ms(40));

        whenArrives(call("a").setMetadata(Map.of("order", "7")));
        whenTimePasses(ms(50));

        CallResult result = resultOf("a");
        thenCall("a").hasSucceeded().afterAttempts(1).wasParked(0);
        assertThat(result.getSource()).isEqualTo(ResultSource.DESTINATION);
        assertThat(result.getHttpStatus()).contains(200);
        assertThat(result.getHeaders()).isEqualTo(Map.of("content-type", "text/plain"));
        assertThat(text(result.getBody().orElseThrow())).isEqualTo("answer 200");
        assertThat(result.getBodyTruncated()).isFalse();
        assertThat(result.getDestination()).isEqualTo("payments");
        assertThat(result.getBreakerState()).contains("closed");
        assertThat(result.getMetadata()).isEqualTo(Map.of("order", "7"));
        assertThat(result.getDurationMs()).isEqualTo(40);
        assertThat(result.getCompletedAt()).isEqualTo(result.getReceivedAt().plusMillis(40));
    }

    @Test
    void tellsItUnderTheCallsId() {
        givenDestination("payments");

        whenCallsArrive("a");

        assertThat(world().journal().results()).extracting(Output::key).containsExactly("a");
    }

    @Test
    void tellsItUnderTheReplyKeyWhereThereIsOne() {
        givenDestination("payments");

        whenArrives(call("a").setReplyKey("customer-7"));

        assertThat(world().journal().results()).extracting(Output::key).containsExactly("customer-7");
    }

    @Test
    void takesCallsInJson() {
        givenDestination("payments");

        whenArrives(json("""
                {"id": "a", "destination": "payments", "path": "/charge", "body": {"amount": 7}}"""));

        thenCall("a").hasSucceeded();
        assertThat(thenDestination("payments").lastCall().call().body().bytes()).asString().isEqualTo("{\"amount\":7}");
        assertThat(thenDestination("payments").lastCall().call().headers())
                .isEqualTo(Map.of("Content-Type", "application/json"));
    }

    @Test
    void givesEachOfManyCallsOneResult() {
        givenDestination("payments").withConcurrency(3).withQueue(5).taking(ms(10));

        whenCallsArrive(50);
        whenTimePasses(seconds(1));

        assertThat(results()).extracting(CallResult::getId).hasSize(50).doesNotHaveDuplicates();
        assertThat(deadLetters()).isEmpty();
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
}
