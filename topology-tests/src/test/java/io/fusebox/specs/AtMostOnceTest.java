package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.specs.world.FuseboxSpec;
import org.junit.jupiter.api.Test;

/** A destination that is not idempotent gets no call twice. */
class AtMostOnceTest extends FuseboxSpec {
    @Test
    void isCalledOnceItIsKnownThatTheCallIsCommitted() {
        givenDestination("payments").thatIsNotIdempotent();

        whenCallsArrive("a");
        whenTimePasses(seconds(1));

        thenDestination("payments").wasCalledFor("a");
        thenCall("a").hasSucceeded().afterAttempts(1);
    }

    @Test
    void tellsThatTheOutcomeOfACallUnderWayInACrashIsUnknown() {
        givenDestination("payments").thatIsNotIdempotent().hanging();
        whenCallsArrive("a");
        whenTimePasses(seconds(1));
        thenDestination("payments").wasCalledFor("a");

        whenFuseboxRestarts();
        givenDestination("payments").answering(200);
        whenTimePasses(minutes(5));

        thenDestination("payments").wasCalledFor("a");
        assertThat(statuses()).containsExactly("a UNKNOWN");
        assertThat(deadLetters()).hasSize(1);
    }

    @Test
    void doesNotSendAgainWhatWasAnsweredWithAFailureThatMightPass() {
        givenDestination("payments").thatIsNotIdempotent().failing();

        whenCallsArrive("a");
        whenTimePasses(minutes(5));

        thenDestination("payments").wasCalledFor("a");
        assertThat(statuses()).containsExactly("a EXHAUSTED");
    }
}
