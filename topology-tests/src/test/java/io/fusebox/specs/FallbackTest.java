package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.schemas.ResultSource;
import io.fusebox.schemas.ResultStatus;
import io.fusebox.specs.world.FuseboxSpec;
import org.junit.jupiter.api.Test;

/** What happens to a call that its breaker refuses. */
class FallbackTest extends FuseboxSpec {
    @Test
    void failEndsItAtOnceAndKeepsNothing() {
        givenDestination("payments").withFallbackFail().failing();
        whenCallsArrive(5);

        whenCallsArrive("late");

        thenCall("late").is(ResultStatus.REJECTED)
                .withProblem("circuit-open", 503)
                .withDetail("breaker payments is open", "probed in 60 s")
                .afterAttempts(0)
                .wasParked(0)
                .isNoDeadLetter();
        assertThat(resultOf("late").getSource()).isEqualTo(ResultSource.NONE);
        assertThat(resultOf("late").getBreakerState()).contains("open");
    }

    @Test
    void failStillMakesCallsAgainThatFailed() {
        givenDestination("payments").withFallbackFail().answeringFirst(503);

        whenCallsArrive("a");
        whenTimePasses(seconds(2));

        thenCall("a").hasSucceeded();
    }

    @Test
    void queueKeepsItUntilTheDestinationIsBack() {
        givenDestination("payments").failing();
        whenCallsArrive(5);
        givenDestination("payments").answering(200);

        whenCallsArrive("late");
        whenTimePasses(seconds(61));

        thenCall("late").hasSucceeded().afterAttempts(1).wasParked(1);
    }
}
