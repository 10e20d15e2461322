package io.fusebox.dispatch;

import static io.fusebox.dispatch.PolicyVariants.withoutBreaker;
import static io.fusebox.dispatch.Scenario.answer;
import static io.fusebox.dispatch.Scenario.call;
import static io.fusebox.dispatch.Scenario.deadline;
import static io.fusebox.dispatch.Scenario.notBefore;
import static io.fusebox.dispatch.Scenario.operation;
import static io.fusebox.dispatch.Scenario.timeout;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.Call;
import io.fusebox.call.Payload;
import io.fusebox.call.ProblemType;
import io.fusebox.call.ResultStatus;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls that start, wait for a place, fail, are made again, and end. */
class DispatcherTest {
    private final Scenario payments = new Scenario().destination("payments");

    @Test
    void aCallThatSucceedsHasOneResultAndLeavesNothingBehind() {
        payments.starts().arrives("a").succeeds("a");

        assertThat(payments.statuses()).isEqualTo(Map.of("a", ResultStatus.SUCCEEDED));
        assertThat(payments.rows.rows).isEmpty();
        assertThat(payments.parking.isEmpty()).isTrue();
    }

    @Test
    void noMoreStartThanTheConcurrencyAllows() {
        payments.starts().arrives("a", "b", "c", "d", "e");

        assertThat(payments.started).containsOnlyKeys("a", "b", "c", "d");
    }

    @Test
    void theNextInLineStartsWhenAPlaceIsFree() {
        payments.starts().arrives("a", "b", "c", "d", "e", "f").succeeds("c");

        assertThat(payments.started).containsOnlyKeys("a", "b", "d", "e");
    }

    @Test
    void aFullQueueInMemorySpillsToTheRetryTopic() {
        payments.starts().arrives("a", "b", "c", "d", "e", "f", "g", "h");

        assertThat(payments.inTransit).extracting(park -> park.parked().delivery().call().id()).containsExactly("h");
    }

    @Test
    void countsThoseThatWaitForAPlaceUnlessTheyWaitForLong() {
        payments.starts().arrives("a", "b", "c", "d", "e", "f");
        assertThat(payments.waitingShortly()).isEqualTo(2);

        payments.timePasses(Duration.ofSeconds(1)).arrives("g");
        assertThat(payments.waitingShortly()).isZero();

        payments.succeeds("a", "b");
        assertThat(payments.waitingShortly()).isEqualTo(1);
    }

    @Test
    void theOlderInMemoryGoBeforeTheYoungerInTheParking() {
        payments.starts().arrives("a", "b", "c", "d", "e");
        payments.timePasses(Duration.ofMillis(5)).arrives("f", "g");
        payments.timePasses(Duration.ofMillis(5)).arrives("h").parkedCallsAreReadBack();

        payments.succeeds("a", "b", "c").timePasses(Duration.ofMillis(1));
        assertThat(payments.started).containsOnlyKeys("d", "e", "f", "g");
        payments.succeeds("d");
        assertThat(payments.started).containsOnlyKeys("e", "f", "g", "h");
    }

    @Test
    void aFailureThatMayPassIsMadeAgainAfterItsBackoff() {
        payments.starts().arrives("a").fails("a").parkedCallsAreReadBack();
        assertThat(payments.started).isEmpty();

        payments.timePasses(Duration.ofSeconds(1)).succeeds("a");

        assertThat(payments.statuses()).isEqualTo(Map.of("a", ResultStatus.SUCCEEDED));
        assertThat(payments.results.getFirst().delivery().attemptsMade()).isEqualTo(2);
    }

    @Test
    void nothingLeavesBeforeItIsDue() {
        payments.starts().arrives("a").fails("a").parkedCallsAreReadBack();
        Duration wait = Duration.between(payments.now, payments.nextWakeUp().orElseThrow());

        payments.timePasses(wait.minusMillis(1));
        assertThat(payments.started).isEmpty();
        payments.timePasses(Duration.ofMillis(1));
        assertThat(payments.started).containsOnlyKeys("a");
    }

    @Test
    void aPermanentFailureEndsTheCallAndIsKept() {
        payments.starts().arrives("a").ends("a", answer(404));

        assertThat(payments.statuses()).isEqualTo(Map.of("a", ResultStatus.FAILED));
        assertThat(payments.deadLetters).hasSize(1);
        assertThat(payments.results.getFirst().problem().orElseThrow().status()).isEqualTo(404);
    }

    @Test
    void aCallThatUsesUpItsAttemptsIsExhausted() {
        payments.destination("payments", PolicyVariants::withoutBreaker).starts().arrives("a");

        for (int attempt = 1; attempt < 10; attempt++) {
            payments.fails("a").parkedCallsAreReadBack().timePasses(Duration.ofMinutes(5));
        }
        payments.fails("a");

        assertThat(payments.statuses()).isEqualTo(Map.of("a", ResultStatus.EXHAUSTED));
        assertThat(payments.deadLetters).hasSize(1);
        assertThat(payments.parking.isEmpty()).isTrue();
    }

    @Test
    void aCallIsWrittenToTheRetryTopicOnceHoweverOftenItFails() {
        payments.destination("payments", PolicyVariants::withoutBreaker).starts().arrives("a");
        for (int attempt = 1; attempt < 9; attempt++) {
            payments.fails("a").parkedCallsAreReadBack().timePasses(Duration.ofMinutes(5));
        }

        assertThat(payments.effects(Effect.Park.class)).hasSize(1);
    }

    @Test
    void aCallForNobodyFails() {
        payments.policies.clear();
        payments.starts().arrives("a");

        assertThat(payments.statuses()).isEqualTo(Map.of("a", ResultStatus.FAILED));
        assertThat(payments.results.getFirst().problem().orElseThrow().type())
                .isEqualTo(ProblemType.UNKNOWN_DESTINATION);
    }

    @Test
    void aParkedCallIsToldOnceThatItWaitsWhereThatIsWanted() {
        payments.tellDeferred = true;
        payments.destination("payments", PolicyVariants::withoutBreaker).starts().arrives("a");
        payments.fails("a").parkedCallsAreReadBack().timePasses(Duration.ofMinutes(1)).fails("a");

        assertThat(payments.results).extracting(result -> result.status()).containsExactly(ResultStatus.DEFERRED);
    }

    @Test
    void aBodyOverTheLimitIsRefused() {
        payments.starts().arrives(withBody(call("a"), 1_001));

        assertThat(payments.statuses()).isEqualTo(Map.of("a", ResultStatus.FAILED));
        assertThat(payments.results.getFirst().problem().orElseThrow().type()).isEqualTo(ProblemType.TOO_LARGE);
    }

    private static Call withBody(Call call, int size) {
        return new Call(call.id(), call.destination(), call.operation(), call.method(), call.path(),
                call.url(), call.headers(), Payload.of(new byte[size]), call.orderingKey(),
                call.notBefore(), call.deadline(), call.timeout(), call.maxAttempts(), call.idempotencyKey(),
                call.replyKey(), call.metadata());
    }
}
