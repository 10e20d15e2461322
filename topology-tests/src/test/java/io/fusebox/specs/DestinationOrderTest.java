package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.OutcomeList;
import io.fusebox.gate.PauseRules;
import io.fusebox.schemas.BreakerCause;
import io.fusebox.schemas.BreakerEvent;
import io.fusebox.schemas.BreakerStatus;
import io.fusebox.schemas.CommandKind;
import io.fusebox.schemas.OperatorCommand;
import io.fusebox.specs.world.FuseboxSpec;
import io.fusebox.specs.world.Input;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Operators pause destinations, and have their parked calls made now or cancelled. */
class DestinationOrderTest extends FuseboxSpec {
    @Test
    void aPausedDestinationIsLeftAloneUntilItIsResumed() {
        givenDestination("payments");
        givenFuseboxRuns();

        whenOrdered(CommandKind.PAUSE);
        whenCallsArrive("a", "b");
        whenTimePasses(minutes(10));
        thenDestination("payments").wasCalledTimes(0);
        whenOrdered(CommandKind.RESUME);
        whenTimePasses(seconds(1));

        thenCall("a").hasSucceeded().afterAttempts(1);
        thenCall("b").hasSucceeded().afterAttempts(1);
    }

    @Test
    void anOrderMeetsTheSettingsThatWereJustApplied() {
        givenFuseboxRuns();
        givenDestination("payments");

        whenOrdered(CommandKind.PAUSE);
        whenCallsArrive("a");
        whenTimePasses(minutes(10));

        thenDestination("payments").wasCalledTimes(0);
        thenCall("a").hasNoResultYet();
    }

    @Test
    void aRestartForgetsNoPause() {
        givenDestination("payments");
        givenFuseboxRuns();
        whenOrdered(CommandKind.PAUSE);

        whenFuseboxRestarts();
        whenCallsArrive("a");
        whenTimePasses(minutes(10));

        thenDestination("payments").wasCalledTimes(0);
    }

    @Test
    void everybodyCanSeeWhoPausedIt() {
        givenDestination("payments");
        givenFuseboxRuns();

        whenOrdered(CommandKind.PAUSE);
        whenTimePasses(seconds(2));

        BreakerStatus status = thenBreaker("payments").status().orElseThrow();
        assertThat(status.getPausedBy()).contains("operator");
        assertThat(status.getPausedUntil()).isEmpty();
        assertThat(status.getPauseReason()).contains("ann (maintenance)");
    }

    @Test
    void eachOrderIsAnsweredByAnEventThatNamesIt() {
        givenDestination("payments");
        givenFuseboxRuns();

        whenOrdered(CommandKind.PAUSE);
        whenOrdered(CommandKind.DRAIN_NOW);

        List<BreakerEvent> events = thenBreaker("payments").events();
        assertThat(events).extracting(BreakerEvent::getSequence).containsExactly(1L, 2L);
        assertThat(events).extracting(BreakerEvent::getCommand)
                .containsExactly(Optional.of("PAUSE"), Optional.of("DRAIN_NOW"));
        assertThat(events).allSatisfy(event -> {
            assertThat(event.getCause()).isEqualTo(BreakerCause.OPERATOR);
            assertThat(event.getFrom()).isEqualTo(event.getTo());
            assertThat(event.getOperator()).contains("ann");
            assertThat(event.getCommandNonce()).contains("n-1");
        });
    }

    @Test
    void parkedCallsThatAreCancelledEndOnceEach() {
        givenDestination("payments");
        givenFuseboxRuns();
        whenOrdered(CommandKind.PAUSE);
        whenCallsArrive("a", "b");
        whenTimePasses(seconds(1));

        whenOrdered(CommandKind.CANCEL);
        whenTimePasses(seconds(1));
        whenOrdered(CommandKind.RESUME);
        whenTimePasses(seconds(1));

        assertThat(statuses()).hasSize(2).allMatch(status -> status.endsWith(" CANCELLED"));
        assertThat(deadLetters()).isEmpty();
        thenDestination("payments").wasCalledTimes(0);
    }

    @Test
    void anOrderForADestinationThatIsNotThereIsADeadLetter() {
        givenDestination("mail");
        givenFuseboxRuns();

        whenOrdered(CommandKind.PAUSE);

        assertThat(deadLetters()).singleElement()
                .satisfies(letter -> assertThat(letter.getDetail()).contains("there is no destination payments here"));
    }

    @Test
    void anExpiredTokenMakesNoDeadLetters() {
        givenDestination("payments").withPauseOn(new PauseRules(OutcomeList.NONE, Optional.of(3)))
                .answeringFirst(401, 401, 401);
        whenCallsArrive("a", "b", "c", "d");
        whenTimePasses(minutes(10));
        assertThat(statuses()).noneMatch(status -> status.endsWith(" FAILED"));

        whenOrdered(CommandKind.RESUME);
        whenTimePasses(minutes(1));

        assertThat(statuses()).hasSize(4).allMatch(status -> status.endsWith(" SUCCEEDED"));
        assertThat(deadLetters()).isEmpty();
    }

    private void whenOrdered(CommandKind kind) {
        whenArrives(Input.command("payments", avro(OperatorCommand.newBuilder()
                .setKind(kind)
                .setAt(now())
                .setDestination("payments")
                .setBy("ann")
                .setReason("maintenance")
                .setNonce("n-1")
                .build())));
    }
}
