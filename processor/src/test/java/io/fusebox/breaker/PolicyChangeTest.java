package io.fusebox.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.BreakerPolicy.Mode;
import io.fusebox.breaker.BreakerState.Kind;
import io.fusebox.breaker.StateChange.Cause;
import io.fusebox.call.Operator;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A policy change keeps the state and judges the window anew; it does not forget. */
class PolicyChangeTest {

    @Test
    void keepsTheStateAndItsGeneration() {
        Bench bench = Bench.with(Bench.simple().build()).opened();
        long generation = bench.breaker.generation();

        bench.breaker.changePolicy(Bench.standard().openInterval(Duration.ofMinutes(2)).build(), bench.now);

        bench.is(Kind.OPEN);
        assertThat(bench.breaker.generation()).isEqualTo(generation);
        assertThat(bench.changes).hasSize(1);
    }

    @Test
    void opensWhereTheWindowIsTooBadForTheNewThreshold() {
        Bench bench = Bench.with(Bench.classic().failureThresholdOff().build());
        bench.fail(2).succeed(4).fail(2).succeed(2).is(Kind.CLOSED);

        bench.breaker.changePolicy(Bench.classic().failureThresholdOff().failureRateThreshold(0.4).build(), bench.now);

        bench.is(Kind.OPEN);
        assertThat(bench.lastChange().cause()).isEqualTo(Cause.POLICY_CHANGED);
        assertThat(bench.lastChange().window().failureRate()).isEqualTo(0.4);
    }

    @Test
    void opensWhereTheFailuresInARowAreTooManyNow() {
        Bench bench = Bench.with(Bench.classic().build()).fail(3).is(Kind.CLOSED);

        bench.breaker.changePolicy(Bench.classic().failureThreshold(3, Duration.ZERO).build(), bench.now);

        bench.is(Kind.OPEN);
    }

    @Test
    void theWindowTakesAnotherShapeAndKeepsItsCalls() {
        Bench bench = Bench.with(Bench.classic().failureThresholdOff().build()).fail(4).succeed(5);

        bench.breaker.changePolicy(Bench.standard().minimumCalls(9).build(), bench.now);
        assertThat(bench.window()).isEqualTo(new WindowCounts(9, 4, 0, 0, Bench.QUICK));
        bench.breaker.changePolicy(Bench.classic().failureThresholdOff().build(), bench.now);

        assertThat(bench.window().calls()).isEqualTo(9);
        assertThat(bench.window().failed()).isEqualTo(4);
    }

    @Test
    void callsUnderWayStillVote() {
        Bench bench = Bench.with(Bench.classic().build()).fail(1);
        Permit early = bench.admit();

        bench.breaker.changePolicy(Bench.simple().build(), bench.now);
        bench.report(early, Bench.ERROR);

        bench.is(Kind.OPEN);
    }

    @Test
    void aShorterOpenIntervalShortensTheWait() {
        Bench bench = Bench.with(Bench.classic().build()).opened().afterSeconds(20);

        bench.breaker.changePolicy(Bench.classic().openInterval(Duration.ofSeconds(30)).build(), bench.now);

        assertThat(bench.openFor()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aLongerOpenIntervalHoldsFromTheNextOpeningOn() {
        Bench bench = Bench.with(Bench.classic().build()).opened();

        bench.breaker.changePolicy(Bench.classic().openInterval(Duration.ofSeconds(90)).build(), bench.now);

        assertThat(bench.openFor()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void enforcingToDisabledIsAStateChange() {
        Bench bench = Bench.with(Bench.simple().build()).opened();

        bench.breaker.changePolicy(Bench.simple().mode(Mode.DISABLED).build(), bench.now);

        bench.is(Kind.DISABLED);
        assertThat(bench.lastChange().from()).isEqualTo(Kind.OPEN);
        assertThat(bench.lastChange().cause()).isEqualTo(Cause.POLICY_CHANGED);
    }

    @Test
    void disabledToEnforcingIsAStateChange() {
        Bench bench = Bench.with(Bench.simple().mode(Mode.DISABLED).build());

        bench.breaker.changePolicy(Bench.simple().build(), bench.now);

        bench.is(Kind.CLOSED);
        assertThat(bench.lastChange().from()).isEqualTo(Kind.DISABLED);
        assertThat(bench.lastChange().cause()).isEqualTo(Cause.POLICY_CHANGED);
        bench.fail(2).is(Kind.OPEN);
    }

    @Test
    void shadowToEnforcingKeepsTheStateAndNowRefuses() {
        Bench bench = Bench.with(Bench.simple().mode(Mode.SHADOW).build()).opened();
        assertThat(bench.admits()).isTrue();

        bench.breaker.changePolicy(Bench.simple().build(), bench.now);

        bench.is(Kind.OPEN);
        assertThat(bench.admits()).isFalse();
        assertThat(bench.changes).hasSize(1);
    }

    @Test
    void whatAnOperatorForcedOutlivesAChangeOfMode() {
        Bench bench = Bench.with(Bench.simple().build());
        bench.breaker.forceOpen(Operator.UNNAMED, bench.now);

        bench.breaker.changePolicy(Bench.simple().mode(Mode.DISABLED).build(), bench.now);
        bench.is(Kind.FORCED_OPEN);
        bench.breaker.automatic(Operator.UNNAMED, bench.now);

        bench.is(Kind.DISABLED);
    }

    @Test
    void theSamePolicyAgainChangesNothing() {
        Bench bench = Bench.with(Bench.standard().failureThresholdOff().build());
        bench.succeed(30).afterSeconds(6).fail(20).afterSeconds(6);

        bench.breaker.changePolicy(Bench.standard().failureThresholdOff().build(), bench.now);

        bench.is(Kind.CLOSED);
    }
}
