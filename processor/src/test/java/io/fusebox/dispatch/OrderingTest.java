package io.fusebox.dispatch;

import static io.fusebox.dispatch.Scenario.answer;
import static io.fusebox.dispatch.Scenario.call;
import static io.fusebox.dispatch.Scenario.deadline;
import static io.fusebox.dispatch.Scenario.notBefore;
import static io.fusebox.dispatch.Scenario.operation;
import static io.fusebox.dispatch.Scenario.ordered;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.BreakerName;
import io.fusebox.call.Command;
import io.fusebox.call.Operator;
import io.fusebox.call.ParkReason;
import io.fusebox.call.ResultStatus;
import io.fusebox.retry.RetryPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Calls with the same ordering key are made one at a time, in the order in which they came. */
class OrderingTest {
    private final Scenario payments = new Scenario().destination("payments");

    @Test
    void theNextOfAKeyStartsWhenTheOneBeforeIsOver() {
        payments.starts();
        arrive("k", "a", "b", "c");

        assertThat(payments.started).containsOnlyKeys("a");
        payments.succeeds("a");
        assertThat(payments.started).containsOnlyKeys("b");
        payments.ends("b", answer(400));
        assertThat(payments.started).containsOnlyKeys("c");
        assertThat(payments.inTransit).isEmpty();
    }

    @Test
    void otherKeysAndCallsWithoutOneGoOn() {
        payments.starts();
        arrive("k", "a", "b");
        arrive("l", "c");
        payments.arrives("d");

        assertThat(payments.started).containsOnlyKeys("a", "c", "d");
    }

    @Test
    void theSameKeyOfAnotherDestinationIsAnother() {
        payments.destination("email").starts();
        arrive("k", "a");
        payments.arrives(Scenario.to("email", ordered(call("b"), "k")));

        assertThat(payments.started).containsOnlyKeys("a", "b");
    }

    @Test
    void operationsOfADestinationShareTheirKeys() {
        Scenario scenario = new Scenario()
                .destination("payments", policy -> PolicyVariants.withOperation(policy, "read"))
                .starts();
        scenario.arrives(ordered(call("a"), "k")).arrives(operation(ordered(call("b"), "k"), "read"));

        assertThat(scenario.started).containsOnlyKeys("a");
        scenario.succeeds("a");
        assertThat(scenario.started).containsOnlyKeys("b");
    }

    @Test
    void onlyTheKeyOfACallThatFailsWaitsForItsRetry() {
        payments.starts();
        arrive("k", "a", "b");
        payments.fails("a").parkedCallsAreReadBack();
        arrive("l", "c");
        arrive("k", "d");
        payments.parkedCallsAreReadBack();

        assertThat(payments.started).containsOnlyKeys("c");
        payments.timePasses(Duration.ofSeconds(1));
        assertThat(payments.started).containsOnlyKeys("c", "a");
        payments.succeeds("a", "c");
        assertThat(payments.started).containsOnlyKeys("b");
        payments.succeeds("b");
        assertThat(payments.started).containsOnlyKeys("d");
        payments.succeeds("d");
        assertThat(payments.parking.isEmpty()).isTrue();
        assertThat(payments.rows.rows).isEmpty();
    }

    @Test
    void whoWaitsBehindACallThatIsMadeAgainSoonStaysInMemory() {
        payments.starts();
        arrive("k", "a", "b");

        payments.fails("a");
        arrive("k", "c");

        assertThat(payments.inTransit).extracting(park -> park.parked().reason()).containsExactly(ParkReason.RETRY);
        payments.parkedCallsAreReadBack().timePasses(Duration.ofSeconds(1));
        for (String next : new String[]{ "a", "b", "c" }) {
            assertThat(payments.started).containsOnlyKeys(next);
            payments.succeeds(next);
        }
        assertThat(payments.inTransit).isEmpty();
        assertThat(payments.rows.rows).isEmpty();
    }

    @Test
    void butNotWhereItIsMadeAgainMuchLater() {
        RetryPolicy retry = RetryPolicy.STANDARD;
        Scenario scenario = new Scenario().destination("payments", policy -> policy.toBuilder()
                .retry(new RetryPolicy(Duration.ofHours(10), Duration.ofHours(10), 10, 10, retry.maxAge(),
                        retry.scheduleMax(), retry.on(), retry.never()))
                .build()).starts();
        scenario.arrives(ordered(call("a"), "k")).arrives(ordered(call("b"), "k"));

        scenario.fails("a");

        assertThat(scenario.inTransit).extracting(park -> park.parked().reason())
                .containsExactly(ParkReason.RETRY, ParkReason.ORDERED);
    }

    @Test
    void norForLongWhereItsDestinationIsClosed() {
        payments.starts();
        arrive("k", "a", "b", "c");
        payments.fails("a").parkedCallsAreReadBack();
        payments.decide(new Input.Operated(new Command.Operate(Command.Action.FORCE_OPEN, BreakerName.of("payments"),
                Operator.UNNAMED, Scenario.START)));

        payments.timePasses(Duration.ofSeconds(9));
        assertThat(payments.inTransit).isEmpty();
        payments.timePasses(Duration.ofSeconds(1)).timePasses(Duration.ofSeconds(1));

        assertThat(payments.inTransit).extracting(park -> park.parked().delivery().call().id())
                .containsExactly("b", "c");
        payments.parkedCallsAreReadBack();
        arrive("k", "d");
        assertThat(payments.inTransit).extracting(park -> park.parked().delivery().call().id()).containsExactly("d");
    }

    @Test
    void theOrderHoldsWhereTheFirstIsReadBackLast() {
        payments.starts();
        arrive("k", "a", "b", "c", "d", "e");
        payments.parkedCallsAreReadBack();

        payments.fails("a").parkedCallsAreReadBack().timePasses(Duration.ofSeconds(1));

        for (String next : new String[]{ "a", "b", "c", "d", "e" }) {
            assertThat(payments.started).containsOnlyKeys(next);
            payments.succeeds(next);
        }
        assertThat(payments.parking.isEmpty()).isTrue();
    }

    @Test
    void aCallWhoseTurnComesOnItsWayToTheParkingIsNotHeldThere() {
        payments.starts();
        arrive("k", "a", "b", "c", "d", "e");
        payments.succeeds("a").succeeds("b").succeeds("c").succeeds("d");
        assertThat(payments.started).isEmpty();

        payments.parkedCallsAreReadBack();

        assertThat(payments.started).containsOnlyKeys("e");
    }

    @Test
    void whoComesLaterDoesNotOvertakeWhoIsOnItsWayToTheParking() {
        payments.starts();
        arrive("k", "a", "b", "c", "d", "e");
        payments.succeeds("a").succeeds("b").succeeds("c").succeeds("d");

        arrive("k", "f");

        assertThat(payments.started).isEmpty();
        payments.parkedCallsAreReadBack();
        assertThat(payments.started).containsOnlyKeys("e");
        payments.succeeds("e");
        assertThat(payments.started).containsOnlyKeys("f");
    }

    @Test
    void anExpiredFirstLetsTheNextGo() {
        payments.starts();
        payments.arrives(deadline(ordered(call("a"), "k"), Scenario.START.plusSeconds(2)));
        arrive("k", "b");
        payments.ends("a", answer(503)).parkedCallsAreReadBack();

        payments.timePasses(Duration.ofMillis(2_500));
        payments.started.keySet().stream().filter("a"::equals).findFirst().ifPresent(payments::fails);
        payments.timePasses(Duration.ofMillis(500));

        assertThat(payments.statuses()).containsEntry("a", ResultStatus.EXPIRED);
        assertThat(payments.started).containsOnlyKeys("b");
    }

    @Test
    void whoWaitsBehindAnotherExpiresInTime() {
        payments.starts();
        arrive("k", "a");
        payments.arrives(deadline(ordered(call("b"), "k"), Scenario.START.plusSeconds(1)));
        arrive("k", "c");

        payments.timePasses(Duration.ofSeconds(1)).timePasses(Duration.ofSeconds(1));

        assertThat(payments.statuses()).containsEntry("b", ResultStatus.EXPIRED);
        payments.succeeds("a");
        assertThat(payments.started).containsOnlyKeys("c");
    }

    @Test
    void aScheduledCallHoldsBackItsKey() {
        payments.starts();
        payments.arrives(notBefore(ordered(call("a"), "k"), Scenario.START.plusSeconds(5)));
        arrive("k", "b");
        payments.parkedCallsAreReadBack();
        assertThat(payments.started).isEmpty();

        payments.timePasses(Duration.ofSeconds(5));

        assertThat(payments.started).containsOnlyKeys("a");
    }

    @Test
    void aFollowerWaitsForItsOwnTimeToo() {
        payments.starts();
        arrive("k", "a");
        payments.arrives(notBefore(ordered(call("b"), "k"), Scenario.START.plusSeconds(5)));

        payments.succeeds("a").parkedCallsAreReadBack();

        assertThat(payments.started).isEmpty();
        payments.timePasses(Duration.ofSeconds(5));
        assertThat(payments.started).containsOnlyKeys("b");
    }

    @Test
    void theOrderOutlivesItsOwner() {
        payments.starts();
        arrive("k", "a", "b", "c", "d", "e", "f");
        payments.parkedCallsAreReadBack();

        payments.starts();
        arrive("k", "g");
        payments.timePasses(Duration.ofSeconds(13)).timePasses(Duration.ofSeconds(2));
        payments.parkedCallsAreReadBack().timePasses(Duration.ofSeconds(2));

        for (String next : new String[]{ "a", "b", "c", "d", "e", "f", "g" }) {
            assertThat(payments.started).containsOnlyKeys(next);
            payments.succeeds(next).parkedCallsAreReadBack();
        }
        assertThat(payments.parking.isEmpty()).isTrue();
        assertThat(payments.rows.rows).isEmpty();
    }

    @Test
    void aCallOnItsWayToTheParkingKeepsItsPlaceWhereTheOwnerChanges() {
        payments.starts();
        arrive("k", "a");
        payments.fails("a").starts();

        arrive("k", "b");
        assertThat(payments.started).isEmpty();
        payments.parkedCallsAreReadBack().timePasses(Duration.ofSeconds(1));

        assertThat(payments.started).containsOnlyKeys("a");
    }

    @Test
    void aPoisonedFirstIsGivenUpAfterItsOwnNumberOfAttempts() {
        RetryPolicy retry = RetryPolicy.STANDARD;
        Scenario scenario = new Scenario().destination("payments", policy -> policy.toBuilder()
                .retry(new RetryPolicy(retry.initial(), retry.max(), 10, 2, retry.maxAge(), retry.scheduleMax(),
                        retry.on(), retry.never()))
                .build()).starts();
        scenario.arrives(ordered(call("a"), "k")).arrives(ordered(call("b"), "k")).arrives("c");

        scenario.fails("a").fails("c").parkedCallsAreReadBack().timePasses(Duration.ofSeconds(1)).fails("a").fails("c");

        assertThat(scenario.statuses()).containsOnlyKeys("a").containsEntry("a", ResultStatus.EXHAUSTED);
        assertThat(scenario.started).containsOnlyKeys("b");
    }

    private void arrive(String key, String... ids) {
        for (String id : ids) {
            payments.arrives(ordered(call(id), key));
        }
    }
}
