package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.BreakerPolicy.Mode;
import io.fusebox.schemas.BreakerEvent;
import io.fusebox.schemas.ResultStatus;
import io.fusebox.specs.world.FuseboxSpec;
import org.junit.jupiter.api.Test;

/** A breaker in shadow mode goes through all states and tells of them, and no call notices. */
class ShadowTest extends FuseboxSpec {
    @Test
    void allCallsAreMadeWhileItIsOpen() {
        givenDestination("payments").withBreaker(policy -> policy.mode(Mode.SHADOW)).withMaxAttempts(1).failing();

        whenCallsArrive(20);

        thenBreaker("payments").isOpen();
        thenDestination("payments").wasCalledTimes(20);
        for (int i = 1; i <= 20; i++) {
            thenCall("c" + i).isDead(ResultStatus.EXHAUSTED).afterAttempts(1).wasParked(0);
        }
    }

    @Test
    void allItsEventsAreMarked() {
        givenDestination("payments").withBreaker(policy -> policy.mode(Mode.SHADOW)).withMaxAttempts(1).failing();
        whenCallsArrive(5);

        whenTimePasses(seconds(61));
        givenDestination("payments").withBreaker(policy -> policy.mode(Mode.SHADOW)).answering(200);
        whenCallsArrive("a", "b", "c", "d", "e");

        thenBreaker("payments").wentThrough("closed>open", "open>half_open", "half_open>closed");
        assertThat(thenBreaker("payments").events()).extracting(BreakerEvent::getShadow).containsOnly(true);
    }

    @Test
    void whatItWouldHaveRefusedIsCountedApart() {
        givenDestination("payments").withBreaker(policy -> policy.mode(Mode.SHADOW)).withMaxAttempts(1).failing();

        whenCallsArrive(20);
        whenTimePasses(seconds(2));

        assertThat(thenBreaker("payments").status().orElseThrow().getTotals()).satisfies(totals -> {
            assertThat(totals.getRejections()).isZero();
            assertThat(totals.getShadowRejections()).isEqualTo(15);
        });
    }

    @Test
    void onceItEnforcesItRefusesFromWhereItIs() {
        givenDestination("payments").withBreaker(policy -> policy.mode(Mode.SHADOW)).withMaxAttempts(1).failing();
        whenCallsArrive(6);

        givenDestination("payments").withBreaker(policy -> policy.mode(Mode.ENFORCING));
        whenFuseboxRestarts();
        whenCallsArrive("late");

        thenDestination("payments").wasCalledTimes(6);
        thenCall("late").hasNoResultYet().wasParked(1);
    }
}
