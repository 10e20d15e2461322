package io.fusebox.dispatch;

import static io.fusebox.dispatch.PolicyVariants.atMostOnce;
import static io.fusebox.dispatch.PolicyVariants.inMode;
import static io.fusebox.dispatch.Scenario.answer;
import static io.fusebox.dispatch.Scenario.call;
import static io.fusebox.dispatch.Scenario.deadline;
import static io.fusebox.dispatch.Scenario.timeout;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.BreakerPolicy.Mode;
import io.fusebox.call.AttemptId;
import io.fusebox.call.FailureKind;
import io.fusebox.call.Outcome;
import io.fusebox.call.ProblemType;
import io.fusebox.call.ResultStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Calls to a destination that is not idempotent: none is sent twice. */
class AtMostOnceTest {
    private final Scenario payments = new Scenario().destination("payments", PolicyVariants::atMostOnce);

    @Test
    void aCallStartsWhenItsRowIsCommitted() {
        payments.starts().arrives("a");
        assertThat(payments.started).isEmpty();
        assertThat(payments.rows.rows).hasSize(1);

        payments.commits().succeeds("a");

        assertThat(payments.statuses()).isEqualTo(Map.of("a", ResultStatus.SUCCEEDED));
        assertThat(payments.rows.rows).isEmpty();
    }

    @Test
    void aCallThatIsNotConfirmedHoldsItsPlace() {
        payments.starts().arrives("a", "b", "c", "d", "e");

        assertThat(payments.unconfirmed).hasSize(4);
        assertThat(payments.commits().started).containsOnlyKeys("a", "b", "c", "d");
    }

    @Test
    void aRowThatIsFoundIsUnknownWhenItsLeaseIsOver() {
        payments.starts().arrives("a").commits();

        payments.starts().timePasses(Duration.ofSeconds(16)).commits();

        assertThat(payments.statuses()).isEqualTo(Map.of("a", ResultStatus.UNKNOWN));
        assertThat(payments.results.getFirst().problem().orElseThrow().type()).isEqualTo(ProblemType.UNKNOWN_OUTCOME);
        assertThat(payments.deadLetters).hasSize(1);
        assertThat(payments.started).isEmpty();
        assertThat(payments.rows.rows).isEmpty();
    }

    @Test
    void aRowThatIsFoundIsUnknownAlsoWhereItsDestinationIsNoMore() {
        payments.starts().arrives("a").commits();

        payments.policies.clear();
        payments.starts();

        assertThat(payments.statuses()).isEqualTo(Map.of("a", ResultStatus.UNKNOWN));
        assertThat(payments.results.getFirst().delivery().attemptsMade()).isEqualTo(1);
    }

    @Test
    void aCallThatWasSentAndNotAnsweredIsUnknown() {
        payments.starts().arrives("a").commits().ends("a", timeout());

        assertThat(payments.statuses()).isEqualTo(Map.of("a", ResultStatus.UNKNOWN));
    }

    @Test
    void aCallThatWasNeverSentIsMadeAgain() {
        payments.starts().arrives("a").commits();
        payments.ends("a", new Outcome.Failed(FailureKind.CONNECT, "refused", false)).parkedCallsAreReadBack();

        payments.timePasses(Duration.ofSeconds(1)).commits().succeeds("a");

        assertThat(payments.statuses()).isEqualTo(Map.of("a", ResultStatus.SUCCEEDED));
        assertThat(payments.parking.isEmpty()).isTrue();
    }

    @Test
    void anAnswerThatMightPassIsFinal() {
        payments.starts().arrives("a").commits().fails("a");

        assertThat(payments.statuses()).isEqualTo(Map.of("a", ResultStatus.EXHAUSTED));
        assertThat(payments.results.getFirst().problem().orElseThrow().status()).isEqualTo(503);
    }

    @Test
    void aBreakerThatOpensBeforeTheConfirmationKeepsTheCallBack() {
        payments.starts().arrives("a", "b", "c", "d").commits().fails("a").arrives("e").commits();
        payments.fails("b", "c", "d").arrives("late");

        payments.fails("e").commits();

        assertThat(payments.started).isEmpty();
        assertThat(payments.inTransit).extracting(park -> park.parked().delivery().call().id()).containsExactly("late");
    }

    @Test
    void aBreakerThatStopsBeingAShadowBeforeTheConfirmationKeepsTheCallBack() {
        payments.destination("payments", policy -> inMode(atMostOnce(policy), Mode.SHADOW)).starts();
        payments.arrives("a", "b", "c", "d").commits().fails("a", "b", "c", "d").arrives("e").commits().fails("e");
        payments.arrives("late").destination("payments", PolicyVariants::atMostOnce);

        payments.decide(new Input.PoliciesChanged(new Policies(2, Map.copyOf(payments.policies), Optional.empty())))
                .commits();

        assertThat(payments.started).isEmpty();
        assertThat(payments.inTransit).extracting(park -> park.parked().delivery().call().id()).containsExactly("late");
    }

    @Test
    void aConfirmationThatCameTooLateForTheLeaseIsAskedForAgain() {
        payments.starts().arrives("a").timePasses(Duration.ofSeconds(4)).commits();
        assertThat(payments.started).isEmpty();

        payments.commits().succeeds("a");

        assertThat(payments.statuses()).isEqualTo(Map.of("a", ResultStatus.SUCCEEDED));
        assertThat(payments.effects(Effect.StartAttempt.class)).hasSize(1);
    }

    @Test
    void aCallWhoseDeadlinePassesBeforeTheConfirmationExpires() {
        payments.starts().arrives(deadline(call("a"), payments.now.plusSeconds(1)));

        payments.timePasses(Duration.ofSeconds(2)).commits();

        assertThat(payments.statuses()).isEqualTo(Map.of("a", ResultStatus.EXPIRED));
        assertThat(payments.started).isEmpty();
    }

    @Test
    void whatHasNotBegunWhenTheOwnerStopsIsLeftToTheNextInItsOrder() {
        payments.starts().arrives("a", "b", "c");

        payments.decide(new Input.StopStarting()).commits();
        assertThat(payments.started).isEmpty();
        payments.starts().commits();

        assertThat(payments.started.keySet()).containsExactly("a", "b", "c");
        payments.succeeds("a", "b", "c");
        assertThat(payments.statuses().values()).containsOnly(ResultStatus.SUCCEEDED);
    }

    @Test
    void aParkedCallThatHasNotBegunWhenTheOwnerStopsIsParkedStill() {
        payments.starts().arrives("a").commits();
        payments.ends("a", new Outcome.Failed(FailureKind.CONNECT, "refused", false)).parkedCallsAreReadBack();
        payments.timePasses(Duration.ofSeconds(1));
        assertThat(payments.unconfirmed).hasSize(1);

        payments.decide(new Input.StopStarting()).commits();
        assertThat(payments.rows.rows).isEmpty();
        payments.starts().commits().succeeds("a");

        assertThat(payments.statuses()).isEqualTo(Map.of("a", ResultStatus.SUCCEEDED));
    }

    @Test
    void aConfirmationOfAnEarlierOwnerStartsNothing() {
        payments.starts().arrives("a");
        AttemptId old = payments.unconfirmed.getFirst();

        payments.starts().decide(new Input.Confirmed(old));

        assertThat(payments.started).isEmpty();
    }

    @Test
    void aConfirmationThatComesTwiceStartsOneAttempt() {
        payments.starts().arrives("a");
        AttemptId id = payments.unconfirmed.getFirst();

        payments.commits().decide(new Input.Confirmed(id)).ends("a", answer(200));

        assertThat(payments.effects(Effect.StartAttempt.class)).hasSize(1);
        assertThat(Optional.of(payments.statuses())).contains(Map.of("a", ResultStatus.SUCCEEDED));
    }
}
