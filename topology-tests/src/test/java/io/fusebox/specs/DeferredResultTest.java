package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.schemas.CallResult;
import io.fusebox.schemas.ResultStatus;
import io.fusebox.specs.world.FuseboxSpec;
import org.junit.jupiter.api.Test;

/** An application that wants to know is told that its call waits. */
class DeferredResultTest extends FuseboxSpec {
    @Test
    void isSentOnceAndThenTheTerminalOne() {
        givenDeferredResults();
        givenDestination("payments").withoutBreaker().answeringFirst(503, 503);

        whenCallsArrive("a");
        whenTimePasses(seconds(10));

        assertThat(statuses()).containsExactly("a DEFERRED", "a SUCCEEDED");
        CallResult deferred = results().getFirst();
        assertThat(deferred.getProblem().orElseThrow().getType()).isEqualTo("urn:fusebox:problem:deferred");
        assertThat(deferred.getProblem().orElseThrow().getDetail()).contains("HTTP 503");
    }

    @Test
    void saysThatTheBreakerIsOpen() {
        givenDeferredResults();
        givenDestination("payments").failing();
        whenCallsArrive(5);

        whenCallsArrive("late");

        CallResult deferred = resultOf("late");
        assertThat(deferred.getStatus()).isEqualTo(ResultStatus.DEFERRED);
        assertThat(deferred.getProblem().orElseThrow().getDetail())
                .isEqualTo("breaker payments is open; it is probed in 60 s");
    }

    @Test
    void isNotSentUnlessItIsWanted() {
        givenDestination("payments").failing();

        whenCallsArrive(6);

        assertThat(results()).isEmpty();
    }
}
