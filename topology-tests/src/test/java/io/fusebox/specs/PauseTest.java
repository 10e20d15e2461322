package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.schemas.BreakerStatus;
import io.fusebox.specs.world.FuseboxSpec;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A destination that says how long it wants to be left alone is left alone. */
class PauseTest extends FuseboxSpec {
    @Test
    void noCallIsMadeUntilRetryAfterIsOverAndThenAll() {
        givenDestination("payments").askingFirstToBeLeftAloneFor(seconds(3));
        whenCallsArrive("a");
        whenCallsArrive("b", "c");

        whenTimePasses(ms(2_900));
        thenDestination("payments").wasCalledFor("a");
        whenTimePasses(ms(200));

        thenCall("a").hasSucceeded().afterAttempts(2);
        thenCall("b").hasSucceeded().afterAttempts(1);
        thenCall("c").hasSucceeded().afterAttempts(1);
        assertThat(thenBreaker("payments").events()).isEmpty();
    }

    @Test
    void aNewOwnerLeavesItAloneToo() {
        givenDestination("payments").askingFirstToBeLeftAloneFor(seconds(30));
        whenCallsArrive("a");

        whenFuseboxRestarts();
        whenCallsArrive("b");
        whenTimePasses(seconds(25));
        thenDestination("payments").wasCalledTimes(1);
        whenTimePasses(seconds(6));

        thenCall("a").hasSucceeded();
        thenCall("b").hasSucceeded();
    }

    @Test
    void itIsLeftAloneForNoLongerThanItsPolicyAllows() {
        givenDestination("payments").withRetryAfterMax(seconds(10)).askingFirstToBeLeftAloneFor(seconds(3_600));
        whenCallsArrive("a");

        whenTimePasses(seconds(11));

        thenCall("a").hasSucceeded();
    }

    @Test
    void everybodyCanSeeIt() {
        givenDestination("payments").askingFirstToBeLeftAloneFor(seconds(30));
        Instant began = now();
        whenCallsArrive("a");
        whenTimePasses(seconds(2));

        BreakerStatus status = thenBreaker("payments").status().orElseThrow();
        assertThat(status.getState()).isEqualTo("closed");
        assertThat(status.getPausedUntil())
                .hasValueSatisfying(until -> assertThat(until).isBetween(began.plusSeconds(30), began.plusSeconds(31)));
        assertThat(status.getPauseReason()).contains("HTTP 429 with Retry-After");
        whenTimePasses(seconds(30));
        assertThat(thenBreaker("payments").status().orElseThrow().getPausedUntil()).isEmpty();
    }
}
