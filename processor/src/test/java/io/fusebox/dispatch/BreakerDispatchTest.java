package io.fusebox.dispatch;

import static io.fusebox.dispatch.PolicyVariants.withFallback;
import static io.fusebox.dispatch.PolicyVariants.withOperation;
import static io.fusebox.dispatch.Scenario.call;
import static io.fusebox.dispatch.Scenario.operation;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.BreakerState;
import io.fusebox.call.Delivery;
import io.fusebox.call.ParkReason;
import io.fusebox.call.ProblemType;
import io.fusebox.call.ResultStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an open breaker, and one that probes, does to the calls of its destination. */
class BreakerDispatchTest {
    private final Scenario payments = new Scenario().destination("payments");

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
        payments.destination("payments", policy -> withFallback(policy, new FallbackStep.Fail())).starts();
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
}
