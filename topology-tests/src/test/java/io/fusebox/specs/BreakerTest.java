package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.schemas.BreakerCause;
import io.fusebox.specs.world.FuseboxSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A destination that fails is left alone, and found again when it is back. */
class BreakerTest extends FuseboxSpec {
    @Test
    void opensAfterFiveConsecutiveFailures() {
        givenDestination("payments").failing();

        whenCallsArrive(5);

        thenBreaker("payments").isOpen();
        assertThat(thenBreaker("payments").events().getFirst().getCause()).isEqualTo(BreakerCause.CONSECUTIVE_FAILURES);
    }

    @Test
    void parksWhatArrivesWhileItIsOpen() {
        givenDestination("payments").failing();
        whenCallsArrive(5);

        whenCallsArrive("late");
        whenTimePasses(seconds(50));

        thenCall("late").hasNoResultYet().wasParked(1);
        thenDestination("payments").wasCalledFor("c1", "c2", "c3", "c4", "c5");
    }

    @Test
    void probesWithNoMoreThanThreeParkedCallsWhenTheOpenIntervalIsOver() {
        givenDestination("payments").failing();
        whenCallsArrive(5);
        givenDestination("payments").hanging();
        whenCallsArrive("p1", "p2", "p3", "p4");

        whenTimePasses(seconds(61));

        thenBreaker("payments").isHalfOpen();
        thenDestination("payments").wasCalledFor("c1", "c2", "c3", "c4", "c5", "p1", "p2", "p3");
    }

    @Test
    void opensAgainWhenAProbeFails() {
        givenDestination("payments").failing();
        whenCallsArrive(6);

        whenTimePasses(seconds(61));

        thenBreaker("payments").wentThrough("closed>open", "open>half_open", "half_open>open");
        assertThat(thenBreaker("payments").events().getLast().getConsecutiveOpens()).isEqualTo(2);
    }

    @Test
    void closesWhenItsProbesSucceed() {
        givenDestination("payments").failing();
        whenCallsArrive(6);
        givenDestination("payments").answering(200);

        whenTimePasses(seconds(61));

        thenBreaker("payments").wentThrough("closed>open", "open>half_open", "half_open>closed");
        thenCall("c6").hasSucceeded();
    }

    @Test
    void drainsInOrderWhatWasParkedBeforeWhatArrives() {
        givenDestination("payments").withConcurrency(1).failing();
        whenCallsArrive(5);
        givenDestination("payments").answering(200).taking(ms(100));
        List<String> waiting = List.of("w1", "w2", "w3", "w4", "w5", "w6");
        for (String id : waiting) {
            whenCallsArrive(id);
            whenTimePasses(ms(5));
        }

        whenTimePasses(seconds(60));
        whenCallsArrive("new");
        whenTimePasses(seconds(5));

        thenBreaker("payments").isClosed();
        List<String> order = thenDestination("payments").calls();
        assertThat(order).containsSubsequence(waiting).endsWith("new");
        assertThat(results()).hasSize(12);
    }

    @Test
    void aFailedProbeUsesUpNoneOfItsCallsAttempts() {
        givenDestination("payments").withMaxAttempts(2).failing();
        whenCallsArrive(5);
        whenCallsArrive("probe");

        whenTimePasses(minutes(30));
        thenCall("probe").hasNoResultYet();
        givenDestination("payments").answering(200);
        whenTimePasses(minutes(11));

        thenCall("probe").hasSucceeded();
        assertThat(resultOf("probe").getAttempts()).isGreaterThan(2);
    }
}
