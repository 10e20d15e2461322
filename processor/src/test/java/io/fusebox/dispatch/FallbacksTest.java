package io.fusebox.dispatch;

import static io.fusebox.dispatch.PolicyVariants.withFallback;
import static io.fusebox.dispatch.Scenario.answer;
import static io.fusebox.dispatch.Scenario.call;
import static io.fusebox.dispatch.Scenario.deadline;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.BreakerPolicy.Mode;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Command;
import io.fusebox.call.Delivery;
import io.fusebox.call.Operator;
import io.fusebox.call.ParkReason;
import io.fusebox.call.Payload;
import io.fusebox.call.ProblemType;
import io.fusebox.call.Response;
import io.fusebox.call.Result;
import io.fusebox.call.ResultSource;
import io.fusebox.call.ResultStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Calls that go through a chain of fallbacks, and what is left of them on the way. */
class FallbacksTest {
    private static final FallbackStep BACKUP = new FallbackStep.Backup("eu");
    private static final FallbackStep QUEUE = new FallbackStep.Queue();
    private static final FallbackStep DEFAULT = new FallbackStep.Default(
            new Response(203, Map.of(), Payload.ofText("by default"), false));

    private final Scenario payments = new Scenario().destination("eu");

    private void givenOpen(FallbackStep... chain) {
        payments.destination("payments", policy -> withFallback(policy, chain)).starts();
        for (int i = 0; i < 5; i++) {
            payments.arrives("f" + i).fails("f" + i);
        }
        payments.parkedCallsAreReadBack();
    }

    private Result last() {
        return payments.results.getLast();
    }

    @Test
    void aBackupAnswersInItsDestinationsName() {
        givenOpen(BACKUP, QUEUE);

        payments.arrives("a");
        assertThat(payments.inTransit).isEmpty();
        assertThat(payments.rows.rows).isEmpty();
        Delivery gone = payments.travelling.getFirst();
        assertThat(gone.servedBy()).isEqualTo("eu");
        payments.travellersArrive().ends("a", answer(201));

        assertThat(last().status()).isEqualTo(ResultStatus.FALLBACK);
        assertThat(last().source()).isEqualTo(ResultSource.BACKUP);
        assertThat(last().delivery().call().destination()).isEqualTo("payments");
        assertThat(last().delivery().detour()).isEmpty();
        assertThat(last().problem().orElseThrow().type()).isEqualTo(ProblemType.CIRCUIT_OPEN);
        assertThat(last().breakerState()).isEqualTo("open");
        assertThat(payments.rows.rows).isEmpty();
    }

    @Test
    void aBackupIsCalledAtItsOwnAddressWithItsOwnTimeout() {
        givenOpen(BACKUP, QUEUE);

        payments.arrives("a").travellersArrive();

        assertThat(payments.started.get("a").destination().name()).isEqualTo("eu");
        assertThat(payments.started.get("a").target()).hasToString("http://eu.example/charge");
    }

    @Test
    void aBackupRetriesByItsOwnRulesAndItsAttemptsAreNotTheDestinations() {
        givenOpen(BACKUP, QUEUE);
        payments.arrives("a").travellersArrive().fails("a").parkedCallsAreReadBack();
        payments.timePasses(Duration.ofSeconds(2)).succeeds("a");

        assertThat(last().source()).isEqualTo(ResultSource.BACKUP);
        assertThat(last().delivery().attemptsMade()).isEqualTo(2);
        assertThat(last().delivery().history()).allSatisfy(
                attempt -> assertThat(attempt.message()).startsWith("backup eu: HTTP "));
    }

    @Test
    void aCallThatWaitsAtABackupGoesHomeWhenItsBreakerOpens() {
        givenOpen(BACKUP, DEFAULT);
        payments.arrives("a").travellersArrive().fails("a").parkedCallsAreReadBack();
        for (int i = 0; i < 4; i++) {
            payments.arrives(Scenario.to("eu", call("e" + i))).fails("e" + i);
        }

        payments.timePasses(Duration.ofSeconds(2)).travellersArrive();

        assertThat(payments.statuses()).containsEntry("a", ResultStatus.FALLBACK);
        assertThat(last().source()).isEqualTo(ResultSource.DEFAULT);
        assertThat(last().delivery().attemptsMade()).isEqualTo(1);
    }

    @Test
    void whoComesHomeToTheQueueHasAllItsAttemptsYet() {
        givenOpen(BACKUP, QUEUE);
        payments.arrives("a").travellersArrive().ends("a", answer(404)).travellersArrive();

        assertThat(payments.inTransit).singleElement().satisfies(park -> {
            assertThat(park.parked().reason()).isEqualTo(ParkReason.REJECTED);
            assertThat(park.parked().delivery().attemptsMade()).isEqualTo(1);
            assertThat(park.parked().delivery().attemptsCounted()).isZero();
            assertThat(park.parked().delivery().detour()).isEmpty();
        });
    }

    @Test
    void aCallOnItsWayIsToldItsDeadlineWhereItIs() {
        givenOpen(BACKUP, QUEUE);
        payments.arrives(deadline(call("a"), payments.now.plusSeconds(1)));
        payments.now = payments.now.plusSeconds(2);

        payments.travellersArrive();

        assertThat(last().status()).isEqualTo(ResultStatus.EXPIRED);
        assertThat(last().breakerState()).isEqualTo("open");
    }

    @Test
    void aNewOwnerOfTheBackupGoesOnWithItsGuests() {
        givenOpen(BACKUP, DEFAULT);
        payments.arrives("a").travellersArrive();

        payments.starts().timePasses(Duration.ofSeconds(13));
        payments.parkedCallsAreReadBack().timePasses(Duration.ofSeconds(2)).succeeds("a");

        assertThat(last().source()).isEqualTo(ResultSource.BACKUP);
    }

    @Test
    void aPolicyThatChangesMeanwhileGoesOnWithWhatIsThereNow() {
        givenOpen(BACKUP, DEFAULT);
        payments.arrives("a").travellersArrive();
        payments.destination("payments", policy -> withFallback(policy, new FallbackStep.Fail()));
        payments.decide(new Input.PoliciesChanged(
                new Policies(2, Map.copyOf(payments.policies), Optional.empty())));

        payments.ends("a", answer(404)).travellersArrive();

        assertThat(last().status()).isEqualTo(ResultStatus.REJECTED);
    }

    @Test
    void aBackupThatIsRemovedIsOneThatDoesNotAnswer() {
        givenOpen(BACKUP, DEFAULT);
        payments.policies.remove("eu");
        payments.decide(new Input.PoliciesChanged(
                new Policies(2, Map.copyOf(payments.policies), Optional.empty())));

        payments.arrives("a").travellersArrive().travellersArrive();

        assertThat(last().source()).isEqualTo(ResultSource.DEFAULT);
    }

    @Test
    void aBackupThatMayNotBeSentACallTwiceIsAskedOnce() {
        payments.destination("eu", policy -> PolicyVariants.inMode(PolicyVariants.atMostOnce(policy), Mode.DISABLED));
        givenOpen(BACKUP, QUEUE);
        payments.arrives(Scenario.maxAttempts(call("a"), 1)).travellersArrive().commits().fails("a").travellersArrive();
        assertThat(payments.inTransit.getLast().parked().delivery().spentAt()).containsExactly("eu");
        payments.parkedCallsAreReadBack();

        payments.decide(new Input.Operated(new Command.Operate(Command.Action.RESET, BreakerName.of("payments"),
                new Operator(Optional.empty(), Optional.empty()), payments.now))).fails("a");

        assertThat(payments.statuses()).containsEntry("a", ResultStatus.EXHAUSTED);
        assertThat(payments.travelling).isEmpty();
    }

    @Test
    void aGuestFindsNoPlaceInAFullQueueAndGoesHome() {
        givenOpen(BACKUP, DEFAULT);
        for (int i = 0; i < 7; i++) {
            payments.arrives(Scenario.to("eu", call("e" + i)));
        }

        payments.arrives("a").travellersArrive().travellersArrive();

        assertThat(last().source()).isEqualTo(ResultSource.DEFAULT);
    }

    @Test
    void anAnswerIsKeptWhereItIsOfUseOnly() {
        payments.destination("payments").starts().arrives("a").succeeds("a");
        assertThat(payments.answers.rows).isEmpty();

        payments.destination("payments", policy -> withFallback(policy, new FallbackStep.Cache(), QUEUE));
        payments.starts().arrives("b").succeeds("b");
        assertThat(payments.answers.rows).hasSize(1);

        payments.destination("payments").starts();
        assertThat(payments.answers.rows).isEmpty();
    }
}
