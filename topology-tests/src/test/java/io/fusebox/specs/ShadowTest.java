package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.BreakerPolicy.Mode;
import io.fusebox.schemas.BreakerEvent;
import io.fusebox.schemas.ResultStatus;
import io.fusebox.specs.world.FuseboxSpec;
import io.fusebox.specs.world.GivenDestination;
import org.junit.jupiter.api.Test;

/** A breaker that only says what it would do. */
class ShadowTest extends FuseboxSpec {
    @Test
    void refusesNothing() {
        givenShadow("payments").failing().withMaxAttempts(1).withFallbackFail();

        whenCallsArrive(8);

        thenDestination("payments").wasCalledTimes(8);
        assertThat(results()).allSatisfy(result -> assertThat(result.getStatus()).isEqualTo(ResultStatus.EXHAUSTED));
        whenTimePasses(seconds(2));
        assertThat(thenBreaker("payments").status().orElseThrow().getTotals().getRejections()).isZero();
        assertThat(thenBreaker("payments").status().orElseThrow().getTotals().getShadowRejections()).isEqualTo(3);
    }

    @Test
    void goesThroughAllStatesAndMarksItsEvents() {
        givenShadow("payments").failing().withMaxAttempts(1);
        whenCallsArrive(5);
        givenDestination("payments").answering(200);

        whenTimePasses(seconds(61));
        whenCallsArrive(5);

        thenBreaker("payments").wentThrough("closed>open", "open>half_open", "half_open>closed");
        assertThat(thenBreaker("payments").events()).allMatch(BreakerEvent::getShadow);
    }

    @Test
    void letsCallsThatWaitGoOnWhileItIsOpen() {
        givenShadow("payments").failing();
        whenCallsArrive(5);
        thenBreaker("payments").isOpen();
        givenDestination("payments").answering(200);

        whenTimePasses(seconds(10));

        thenBreaker("payments").isOpen();
        assertThat(statuses()).hasSize(5);
    }

    @Test
    void stillLeavesADestinationAloneThatAsksForIt() {
        givenShadow("payments").askingFirstToBeLeftAloneFor(seconds(30));
        whenCallsArrive("a", "b");

        whenTimePasses(seconds(29));
        thenDestination("payments").wasCalledFor("a");
        whenTimePasses(seconds(2));

        thenCall("b").hasSucceeded();
    }

    private GivenDestination givenShadow(String name) {
        return givenDestination(name).withBreaker(policy -> policy.mode(Mode.SHADOW));
    }
}
