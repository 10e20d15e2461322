package io.fusebox.dispatch;

import static io.fusebox.dispatch.PolicyVariants.withFallback;
import static io.fusebox.dispatch.PolicyVariants.withOperation;
import static io.fusebox.dispatch.PolicyVariants.withoutBreaker;
import static io.fusebox.dispatch.Scenario.START;
import static io.fusebox.dispatch.Scenario.answer;
import static io.fusebox.dispatch.Scenario.call;
import static io.fusebox.dispatch.Scenario.deadline;
import static io.fusebox.dispatch.Scenario.notBefore;
import static io.fusebox.dispatch.Scenario.operation;
import static io.fusebox.dispatch.Scenario.timeout;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.BreakerPolicy;
import io.fusebox.breaker.BreakerState;
import io.fusebox.call.AttemptId;
import io.fusebox.call.Call;
import io.fusebox.call.Delivery;
import io.fusebox.call.ParkReason;
import io.fusebox.call.Payload;
import io.fusebox.call.ProblemType;
import io.fusebox.call.ResultStatus;
import io.fusebox.dispatch.DestinationPolicy.Fallback;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

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
    void anOpenBreakerParksWhatArrivesAndWhatWaitsInMemory() {
        payments.starts().arrives("a", "b", "c", "d", "e", "f", "g").fails("a", "b", "c").arrives("h", "i");

        payments.fails("d", "e").arrives("j");

        assertThat(payments.started).containsOnlyKeys("f", "g", "h");
        assertThat(payments.inTransit).filteredOn(park -> park.parked().reason() == ParkReason.REJECTED)
                .extracting(park -> park.parked().delivery().call().id())
                .containsExactly("i", "j");
    }

    @Test
    void anOpenBreakerEndsCallsAtOnceWhereTheFallbackIsFail() {
        payments.destination("payments", policy -> withFallback(policy, Fallback.FAIL)).starts();
        trip();

        payments.arrives("g");

        assertThat(payments.statuses()).containsEntry("g", ResultStatus.REJECTED);
        assertThat(payments.results.getLast().problem().orElseThrow().type()).isEqualTo(ProblemType.CIRCUIT_OPEN);
        assertThat(payments.results.getLast().breakerState()).isEqualTo("open");
    }

    @Test
    void nothingStartsWhileTheBreakerIsOpen() {
        payments.starts();
        trip();
        payments.arrives("g").parkedCallsAreReadBack();

        payments.timePasses(Duration.ofSeconds(50)).arrives("h");

        assertThat(payments.started).isEmpty();
    }

    @Test
    void aParkedCallProbesWhenTheOpenIntervalIsOver() {
        payments.starts();
        trip();
        payments.arrives("g", "h", "i", "j", "k").parkedCallsAreReadBack();

        payments.timePasses(Duration.ofSeconds(70));

        assertThat(payments.started).hasSize(3);
        assertThat(payments.started.values()).allMatch(start -> start.delivery().attemptsMade() == 0);
    }

    @Test
    void theBacklogDrainsInOrderAndBeforeWhatArrivesWhenTheBreakerCloses() {
        payments.starts();
        trip();
        payments.arrives("g", "h", "i", "j", "k").parkedCallsAreReadBack().timePasses(Duration.ofSeconds(70));
        payments.succeeds("g", "h", "i").succeeds(payments.started.keySet().toArray(String[]::new));

        payments.arrives("new").succeeds(payments.started.keySet().toArray(String[]::new));

        assertThat(payments.effects(Effect.StartAttempt.class)).extracting(start -> start.delivery().call().id())
                .containsSubsequence("g", "h", "i", "j", "k", "p1", "new")
                .endsWith("new");
    }

    @Test
    void aFailedProbeUsesUpNoneOfItsCallsAttempts() {
        payments.starts();
        trip();
        payments.arrives("g").parkedCallsAreReadBack().timePasses(Duration.ofSeconds(70)).fails("g");

        Delivery g = payments.parking.parked("g").delivery();
        assertThat(g.attemptsMade()).isEqualTo(1);
        assertThat(g.attemptsCounted()).isZero();
    }

    @Test
    void aParkedCallExpiresInTimeAlsoWhileTheBreakerIsOpen() {
        payments.starts();
        trip();
        payments.arrives(deadline(call("g"), payments.now.plusSeconds(20))).parkedCallsAreReadBack();

        payments.timePasses(Duration.ofSeconds(19));
        assertThat(payments.statuses()).doesNotContainKey("g");
        payments.timePasses(Duration.ofSeconds(1));

        assertThat(payments.statuses()).containsEntry("g", ResultStatus.EXPIRED);
        assertThat(payments.deadLetters).hasSize(1);
    }

    @Test
    void aBacklogThatExpiresAsOneEndsInPortions() {
        payments.starts();
        trip();
        Instant deadline = payments.now.plusSeconds(20);
        for (int i = 0; i < 1_200; i++) {
            payments.arrives(deadline(call("g" + i), deadline));
        }
        payments.parkedCallsAreReadBack().timePasses(Duration.ofSeconds(20));

        assertThat(payments.statuses()).hasSize(500);
        assertThat(payments.nextWakeUp().orElseThrow()).isBeforeOrEqualTo(payments.now);
        payments.timePasses(Duration.ZERO).timePasses(Duration.ZERO);
        assertThat(payments.statuses()).hasSize(1_200);
    }

    @Test
    void aCallThatWaitsInMemoryExpiresToo() {
        payments.starts().arrives("a", "b", "c", "d");
        payments.arrives(deadline(call("e"), START.plusSeconds(3)));

        payments.timePasses(Duration.ofSeconds(3));

        assertThat(payments.statuses()).isEqualTo(Map.of("e", ResultStatus.EXPIRED));
    }

    @Test
    void anAttemptEndsNoLaterThanItsCallsDeadline() {
        payments.starts().arrives(deadline(call("a"), START.plusSeconds(3)));

        assertThat(payments.started.get("a").timeout()).isEqualTo(Duration.ofSeconds(3));

        payments.now = START.plusSeconds(3);
        payments.ends("a", timeout());
        assertThat(payments.statuses()).isEqualTo(Map.of("a", ResultStatus.EXPIRED));
    }

    @Test
    void aCallWhoseDeadlineHasPassedIsNotMade() {
        payments.starts().arrives(deadline(call("a"), START));

        assertThat(payments.started).isEmpty();
        assertThat(payments.statuses()).isEqualTo(Map.of("a", ResultStatus.EXPIRED));
    }

    @Test
    void aCallForLaterWaitsForItsTime() {
        payments.starts().arrives(notBefore(call("a"), START.plusSeconds(60))).parkedCallsAreReadBack();

        payments.timePasses(Duration.ofSeconds(59));
        assertThat(payments.started).isEmpty();
        payments.timePasses(Duration.ofSeconds(1));
        assertThat(payments.started).containsOnlyKeys("a");
        assertThat(payments.started.get("a").lateness()).contains(Duration.ZERO);
    }

    @Test
    void aCallForTheYear3000Fails() {
        payments.starts().arrives(notBefore(call("a"), START.plus(Duration.ofDays(365_000))));

        assertThat(payments.statuses()).isEqualTo(Map.of("a", ResultStatus.FAILED));
        assertThat(payments.results.getFirst().problem().orElseThrow().detail()).contains("retry.schedule-max");
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
    void aSecondCompletionOfTheSameAttemptChangesNothing() {
        payments.starts().arrives("a");
        AttemptId attempt = payments.started.get("a").id();
        payments.succeeds("a");

        payments.decide(new Input.Completed(attempt, answer(500), Duration.ZERO));

        assertThat(payments.statuses()).isEqualTo(Map.of("a", ResultStatus.SUCCEEDED));
    }

    @Test
    void aCompletionOfAnEarlierLifeIsDropped() {
        payments.starts().arrives("a");
        AttemptId attempt = payments.started.get("a").id();

        payments.starts().decide(new Input.Completed(attempt, answer(200), Duration.ZERO));

        assertThat(payments.results).isEmpty();
    }

    @Test
    void anEarlierOwnersAttemptKeepsItsPlaceAndIsMadeAgainWhenItMustBeOver() {
        payments.starts().arrives("a", "b", "c", "d").starts();

        payments.arrives("e");
        assertThat(payments.started).isEmpty();

        payments.timePasses(Duration.ofSeconds(13)).parkedCallsAreReadBack().timePasses(Duration.ofSeconds(1));
        assertThat(payments.started).containsKeys("e");
        payments.succeeds(payments.started.keySet().toArray(String[]::new));
        payments.timePasses(Duration.ofSeconds(5));
        payments.succeeds(payments.started.keySet().toArray(String[]::new));
        assertThat(payments.statuses()).containsOnlyKeys("a", "b", "c", "d", "e");
    }

    @Test
    void whatWaitedInMemoryStartsWithTheNextOwner() {
        payments.starts().arrives("a", "b", "c", "d", "e");
        payments.decide(new Input.StopStarting()).succeeds("a", "b", "c", "d");
        assertThat(payments.started).isEmpty();

        payments.starts();

        assertThat(payments.started).containsOnlyKeys("e");
    }

    @Test
    void anAttemptThatIsNeverReportedBackEndsAsATimeout() {
        payments.starts().arrives("a").timePasses(Duration.ofSeconds(13));

        assertThat(payments.inTransit).hasSize(1);
        assertThat(payments.inTransit.getFirst().parked().delivery().history().getFirst().outcome())
                .isEqualTo("timeout");
    }

    @Test
    void parkedCallsAndBreakersSurviveTheirOwner() {
        payments.starts();
        trip();
        payments.arrives("g").parkedCallsAreReadBack();

        payments.starts().arrives("h").parkedCallsAreReadBack();
        assertThat(payments.started).isEmpty();
        payments.timePasses(Duration.ofSeconds(70));

        assertThat(payments.started).containsKey("g");
        assertThat(payments.effects(Effect.Announce.class))
                .extracting(announce -> announce.change().sequence())
                .containsExactly(1L, 2L);
    }

    @Test
    void operationsHaveBreakersOfTheirOwnAndShareTheConcurrency() {
        payments.destination("payments", policy -> withOperation(policy, "write")).starts();
        for (String id : List.of("w1", "w2", "w3", "w4")) {
            payments.arrives(operation(call(id), "write"));
        }
        payments.arrives("r1");
        assertThat(payments.started).doesNotContainKey("r1");

        payments.fails("w1", "w2", "w3", "w4");
        payments.arrives(operation(call("w5"), "write")).fails("w5");
        payments.arrives(operation(call("w6"), "write"));

        assertThat(payments.started).containsOnlyKeys("r1");
        assertThat(payments.effects(Effect.Announce.class))
                .extracting(announce -> announce.change().breaker().toString() + " " + announce.change().to())
                .containsExactly("payments/write " + BreakerState.Kind.OPEN);
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

    @Test
    void aBreakerIsShownAtMostOnceASecond() {
        payments.starts().arrives("a").succeeds("a");
        int shown = payments.effects(Effect.ShowStatus.class).size();

        payments.timePasses(Duration.ofMillis(500)).arrives("b").succeeds("b").timePasses(Duration.ofMillis(400));
        assertThat(payments.effects(Effect.ShowStatus.class)).hasSize(shown);
        payments.timePasses(Duration.ofMillis(100));
        assertThat(payments.effects(Effect.ShowStatus.class)).hasSize(shown + 1);
    }

    @Test
    void aBreakerOfADestinationThatIsGoneIsTakenBack() {
        payments.starts().arrives("a").succeeds("a");

        payments.decide(new Input.PoliciesChanged(new Policies(2, Map.of(), Optional.empty())));
        payments.timePasses(Duration.ofSeconds(1));

        assertThat(payments.effects(Effect.Retire.class)).extracting(retire -> retire.breaker().toString())
                .containsExactly("payments");
        assertThat(payments.breakers.names()).isEmpty();
    }

    /** Five failures in a row, of calls p0 to p4, which wait to be made again. */
    private void trip() {
        for (int i = 0; i < 5; i++) {
            payments.arrives("p" + i).fails("p" + i);
        }
        payments.parkedCallsAreReadBack();
    }

    private static Call withBody(Call call, int size) {
        return new Call(call.id(), call.destination(), call.operation(), call.method(), call.path(),
                call.url(), call.headers(), Payload.of(new byte[size]), call.orderingKey(),
                call.notBefore(), call.deadline(), call.timeout(), call.maxAttempts(), call.idempotencyKey(),
                call.replyKey(), call.metadata());
    }
}
