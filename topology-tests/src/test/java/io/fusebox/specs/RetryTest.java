package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.FailureKind;
import io.fusebox.schemas.Attempt;
import io.fusebox.schemas.ParkReason;
import io.fusebox.schemas.ParkedCall;
import io.fusebox.schemas.ResultStatus;
import io.fusebox.specs.world.FuseboxSpec;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What failed in a way that may pass is made again. */
class RetryTest extends FuseboxSpec {
    @Test
    void makesACallAgainUntilItSucceeds() {
        givenDestination("payments").answeringFirst(503, 500, 429);

        whenCallsArrive("a");
        whenTimePasses(seconds(10));

        thenCall("a").hasSucceeded().afterAttempts(4);
    }

    @Test
    void waitsNoLongerThanTheFirstBackoff() {
        givenDestination("payments").answeringFirst(503);

        whenCallsArrive("a");
        whenTimePasses(ms(1010));

        thenCall("a").hasSucceeded().afterAttempts(2);
    }

    @Test
    void startsNothingBeforeItIsDueAndNothingMuchLater() {
        givenDestination("payments").answeringFirst(503);
        whenCallsArrive("a");
        ParkedCall parked = world().journal().retries().getFirst().value();

        whenTimePasses(ms(1010));

        Instant started = thenDestination("payments").times().getLast();
        assertThat(parked.getReason()).isEqualTo(ParkReason.RETRY);
        assertThat(Duration.between(parked.getNotBefore(), started)).isBetween(Duration.ZERO, ms(25));
    }

    @Test
    void writesACallToTheRetryTopicOnceHoweverOftenItFails() {
        givenDestination("payments").withoutBreaker().failing();

        whenCallsArrive("a");
        whenTimePasses(minutes(2));

        assertThat(thenDestination("payments").calls()).hasSizeGreaterThan(3);
        thenCall("a").wasParked(1);
    }

    @Test
    void givesUpAfterAllAttempts() {
        givenDestination("payments").withoutBreaker().withMaxAttempts(3).failing();

        whenCallsArrive("a");
        whenTimePasses(minutes(1));

        thenCall("a").isDead(ResultStatus.EXHAUSTED)
                .withProblem("exhausted", 503)
                .withDetail("3 attempts", "HTTP 503")
                .afterAttempts(3);
        assertThat(deadLetters().getFirst().getDelivery().orElseThrow().getAttempts()).extracting(Attempt::getOutcome)
                .containsExactly("503", "503", "503");
    }

    @Test
    void makesFewerAttemptsWhereTheCallAsksForFewer() {
        givenDestination("payments").failing();

        whenArrives(call("a").setMaxAttempts(1));

        thenCall("a").isDead(ResultStatus.EXHAUSTED).afterAttempts(1).wasParked(0);
    }

    @Test
    void makesNoMoreAttemptsWhereTheCallAsksForMore() {
        givenDestination("payments").withoutBreaker().withMaxAttempts(2).failing();

        whenArrives(call("a").setMaxAttempts(9));
        whenTimePasses(minutes(1));

        thenCall("a").isDead(ResultStatus.EXHAUSTED).afterAttempts(2);
    }

    @Test
    void makesAPermanentFailureNotAgain() {
        givenDestination("payments").answering(404);

        whenCallsArrive("a");

        thenCall("a").isDead(ResultStatus.FAILED).withProblem("http-status", 404).afterAttempts(1).wasParked(0);
        assertThat(resultOf("a").getHttpStatus()).contains(404);
        assertThat(resultOf("a").getBody()).isPresent();
    }

    @Test
    void makesACallAgainThatGotNoAnswer() {
        givenDestination("payments").failing(FailureKind.CONNECT);
        whenCallsArrive("a");
        givenDestination("payments").answering(200);

        whenTimePasses(seconds(2));

        thenCall("a").hasSucceeded().afterAttempts(2);
    }

    @Test
    void makesACallAgainThatTookTooLong() {
        givenDestination("payments").hanging();
        whenCallsArrive("a");
        whenTimePasses(seconds(10));
        givenDestination("payments").answering(200);

        whenTimePasses(seconds(2));

        thenCall("a").hasSucceeded().afterAttempts(2);
    }
}
