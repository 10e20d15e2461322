package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.schemas.BreakerCause;
import io.fusebox.schemas.BreakerEvent;
import io.fusebox.schemas.CommandKind;
import io.fusebox.schemas.DeadLetterReason;
import io.fusebox.schemas.OperatorCommand;
import io.fusebox.specs.world.FuseboxSpec;
import io.fusebox.specs.world.Input;
import org.junit.jupiter.api.Test;

/** Operators turn breakers by hand. */
class OperatorCommandTest extends FuseboxSpec {
    @Test
    void aBreakerThatIsForcedOpenLetsNothingThroughUntilItIsReleased() {
        givenDestination("payments");
        givenFuseboxRuns();

        whenCommanded(CommandKind.FORCE_OPEN, "payments");
        whenCallsArrive("a");
        whenTimePasses(minutes(10));
        thenDestination("payments").wasCalledTimes(0);
        whenCommanded(CommandKind.RELEASE, "payments");
        whenTimePasses(seconds(1));

        thenCall("a").hasSucceeded();
        assertThat(thenBreaker("payments").events()).extracting(BreakerEvent::getTo)
                .startsWith("forced_open", "half_open");
    }

    @Test
    void aBreakerThatIsForcedClosedLetsAllThrough() {
        givenDestination("payments").failing();
        givenFuseboxRuns();

        whenCommanded(CommandKind.FORCE_CLOSED, "payments");
        whenCallsArrive(20);

        thenDestination("payments").wasCalledTimes(20);
    }

    @Test
    void aResetClosesAndLetsParkedCallsGo() {
        givenDestination("payments").failing();
        whenCallsArrive(6);
        givenDestination("payments").answering(200);

        whenCommanded(CommandKind.RESET, "payments");
        whenTimePasses(seconds(2));

        assertThat(statuses()).hasSize(6).allMatch(status -> status.endsWith(" SUCCEEDED"));
        thenBreaker("payments").isClosed();
    }

    @Test
    void eachIsAnsweredWithAnEventThatNamesTheOperator() {
        givenDestination("payments");
        givenFuseboxRuns();

        whenCommanded(CommandKind.RELEASE, "payments");

        assertThat(thenBreaker("payments").events()).singleElement().satisfies(event -> {
            assertThat(event.getFrom()).isEqualTo("closed");
            assertThat(event.getTo()).isEqualTo("closed");
            assertThat(event.getCause()).isEqualTo(BreakerCause.OPERATOR);
            assertThat(event.getOperator()).contains("ann");
            assertThat(event.getReason()).contains("maintenance");
        });
    }

    @Test
    void oneOperationIsTurnedAlone() {
        givenDestination("payments").withOperation("write", "POST");
        givenFuseboxRuns();

        whenCommanded(CommandKind.FORCE_OPEN, "payments", "write");

        assertThat(thenBreaker("payments/write").events()).hasSize(1);
        assertThat(thenBreaker("payments").events()).isEmpty();
    }

    @Test
    void aRestartForgetsNoCommand() {
        givenDestination("payments");
        givenFuseboxRuns();
        whenCommanded(CommandKind.FORCE_OPEN, "payments");

        whenFuseboxRestarts();
        whenCallsArrive("a");
        whenTimePasses(minutes(10));

        thenDestination("payments").wasCalledTimes(0);
    }

    @Test
    void commandsThatComeBeforeTheTaskIsReadyAreObeyedInTheirOrder() {
        givenDestination("payments");

        whenCommanded(CommandKind.FORCE_OPEN, "payments");
        whenCommanded(CommandKind.FORCE_CLOSED, "payments");
        whenTimePasses(seconds(1));

        assertThat(thenBreaker("payments").events()).extracting(BreakerEvent::getTo)
                .containsExactly("forced_open", "forced_closed");
    }

    @Test
    void aCommandForABreakerThatIsNotThereIsADeadLetter() {
        givenDestination("payments");
        givenFuseboxRuns();

        whenCommanded(CommandKind.RESET, "payments", "reed");

        assertThat(deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.getReason()).isEqualTo(DeadLetterReason.MALFORMED);
            assertThat(letter.getDetail()).contains("there is no breaker payments/reed here");
        });
    }

    private void whenCommanded(CommandKind kind, String destination) {
        whenCommanded(kind, destination, null);
    }

    private void whenCommanded(CommandKind kind, String destination, String operation) {
        whenArrives(Input.command(destination, avro(OperatorCommand.newBuilder()
                .setKind(kind)
                .setAt(now())
                .setDestination(destination)
                .setOperation(operation)
                .setBy("ann")
                .setReason("maintenance")
                .build())));
    }
}
