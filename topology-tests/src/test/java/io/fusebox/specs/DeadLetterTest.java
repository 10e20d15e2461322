package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.schemas.Attempt;
import io.fusebox.schemas.DeadLetter;
import io.fusebox.schemas.ResultStatus;
import io.fusebox.schemas.SourcePosition;
import io.fusebox.specs.world.FuseboxSpec;
import io.fusebox.specs.world.Output;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What is kept of a call that ended badly. */
class DeadLetterTest extends FuseboxSpec {
    @Test
    void holdsTheCallItsAttemptsAndWhereItCameFrom() {
        givenDestination("payments").answering(404);
        whenCallsArrive("first");

        whenArrives(call("a").setBody(ByteBuffer.wrap(new byte[]{ 1, 2, 3 })));

        thenCall("a").isDead(ResultStatus.FAILED);
        Output<DeadLetter> letter = world().journal().deadLetters().getLast();
        assertThat(letter.key()).isEqualTo("payments");
        assertThat(letter.value().getSource()).isEqualTo(new SourcePosition("fusebox.requests", 0, 1L));
        assertThat(letter.value().getDelivery().orElseThrow().getRequest())
                .isEqualTo(call("a").setBody(ByteBuffer.wrap(new byte[]{ 1, 2, 3 })).build());
        assertThat(letter.value().getDelivery().orElseThrow().getAttempts()).extracting(Attempt::getHttpStatus)
                .extracting(status -> status.orElseThrow())
                .containsExactly(404);
        assertThat(letter.value().getDetail()).isEqualTo("HTTP 404");
    }

    @Test
    void holdsABodyThatIsTooLargeToBeSentButFitsIntoARecord() {
        givenDestination("payments");

        whenArrives(call("a").setBody(ByteBuffer.allocate(600_000)));

        thenCall("a").isDead(ResultStatus.FAILED).withProblem("too-large", 413);
        assertThat(deadLetters().getFirst().getBodyOmitted()).isFalse();
        assertThat(
                deadLetters().getFirst().getDelivery().orElseThrow().getRequest().getBody().orElseThrow().remaining())
                .isEqualTo(600_000);
    }

    @Test
    void leavesOutABodyThatFitsIntoNoRecordAndSaysSo() {
        givenDestination("payments");

        whenArrives(call("a").setBody(ByteBuffer.allocate(2_000_000)));

        thenCall("a").isDead(ResultStatus.FAILED).withProblem("too-large", 413);
        assertThat(deadLetters().getFirst().getBodyOmitted()).isTrue();
        assertThat(deadLetters().getFirst().getDelivery().orElseThrow().getRequest().getBody()).isEmpty();
        assertThat(world().journal().largestRecord()).isLessThan(10_000);
    }

    @Test
    void isNotWrittenForACallThatSucceededOrWasRejected() {
        givenDestination("payments").withFallbackFail().failing().answeringFirst(200);

        whenCallsArrive(7);

        assertThat(statuses()).containsExactly("c1 SUCCEEDED", "c7 REJECTED");
        assertThat(deadLetters()).isEmpty();
    }
}
