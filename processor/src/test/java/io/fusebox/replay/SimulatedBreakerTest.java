package io.fusebox.replay;

import static io.fusebox.replay.History.opensAfter;
import static io.fusebox.replay.History.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.BreakerPolicy.Mode;
import io.fusebox.breaker.BreakerState.Kind;
import io.fusebox.breaker.StateChange.Cause;
import io.fusebox.replay.Simulation.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimulatedBreakerTest {
    private static final Duration ATTEMPT = Duration.ofMillis(100);

    @Test
    void neverOpensWhileNothingFails() {
        Simulation simulation = new History().succeeding(60).under(opensAfter(3).build());

        assertThat(simulation.openings()).isZero();
        assertThat(simulation.attempts()).isEqualTo(60);
        assertThat(simulation.rejected()).isZero();
        assertThat(simulation.open()).isZero();
        assertThat(simulation.first()).isEmpty();
        assertThat(simulation.timeline()).hasSize(Simulation.COLUMNS).containsOnly(Kind.CLOSED);
    }

    @Test
    void opensOnceAndClosesByTheAttemptThatWouldHaveProbed() {
        // Fails from the 10th second on; the third failure ends at 12.1. The first attempt after 22.1 is that of the 23rd second.
        Simulation simulation = new History().succeeding(10).failing(5).succeeding(45).under(opensAfter(3).build());

        Instant opened = second(12).plus(ATTEMPT);
        assertThat(simulation.openings()).isEqualTo(1);
        assertThat(simulation.reopenings()).isZero();
        assertThat(simulation.rejected()).isEqualTo(10);
        assertThat(simulation.rejectedShare()).isEqualTo(10 / 60.0);
        assertThat(simulation.open()).isEqualTo(Duration.ofSeconds(10));
        assertThat(simulation.first()).contains(opened);
        assertThat(simulation.last()).contains(opened);
        assertThat(simulation.outages()).containsExactly(
                new Outage(opened, Optional.of(second(23).plus(ATTEMPT)), Cause.CONSECUTIVE_FAILURES));
        assertThat(simulation.state()).isEqualTo(Kind.CLOSED);
    }

    @Test
    void opensTwiceWhereTwoOutagesAre() {
        Simulation simulation = new History().failing(3)
                .succeeding(30)
                .failing(3)
                .succeeding(30)
                .under(opensAfter(3).build());

        assertThat(simulation.openings()).isEqualTo(2);
        assertThat(simulation.first()).contains(second(2).plus(ATTEMPT));
        assertThat(simulation.last()).contains(second(35).plus(ATTEMPT));
        assertThat(simulation.outages()).hasSize(2);
    }

    @Test
    void aProbeThatFailedThenOpensItAgain() {
        Simulation simulation = new History().failing(30).succeeding(60).under(opensAfter(3).build());

        assertThat(simulation.openings()).isEqualTo(1);
        assertThat(simulation.reopenings()).isPositive();
        assertThat(simulation.outages()).hasSize(1);
    }

    @Test
    void aLaxerPolicyOpensWhereAStricterDoesAndLater() {
        History history = new History().succeeding(10).failing(8).succeeding(40);

        Simulation strict = history.under(opensAfter(2).build());
        Simulation lax = history.under(opensAfter(6).build());
        Simulation laxest = history.under(opensAfter(9).build());

        assertThat(strict.first()).contains(second(11).plus(ATTEMPT));
        assertThat(lax.first()).contains(second(15).plus(ATTEMPT));
        assertThat(laxest.openings()).isZero();
    }

    @Test
    void anAttemptThatHadBegunBeforeTheOpeningIsNotRejected() {
        // Each takes five seconds: as the third failure ends, four more are under way.
        Simulation simulation = new History().taking(Duration.ofSeconds(5)).failing(8).under(opensAfter(3).build());

        assertThat(simulation.first()).contains(second(7));
        assertThat(simulation.rejected()).isEqualTo(1);
    }

    @Test
    void timePassesWhereNothingIsCalled() {
        Simulation simulation = new History().failing(3).silent(57).under(opensAfter(3).build());

        assertThat(simulation.open()).isEqualTo(Duration.ofSeconds(10));
        assertThat(simulation.state()).isEqualTo(Kind.HALF_OPEN);
        assertThat(simulation.outages())
                .containsExactly(new Outage(second(2).plus(ATTEMPT), Optional.empty(), Cause.CONSECUTIVE_FAILURES));
        assertThat(simulation.timeline().subList(0, 2)).containsOnly(Kind.CLOSED);
        assertThat(simulation.timeline().subList(2, 13)).containsOnly(Kind.OPEN);
        assertThat(simulation.timeline().subList(13, 60)).containsOnly(Kind.HALF_OPEN);
    }

    @Test
    void slowAnswersOpenItWhereTheCandidateSaysSo() {
        History history = new History().taking(Duration.ofMillis(900)).succeeding(60);

        Simulation simulation = history.under(opensAfter(3).slowCalls(Duration.ofMillis(500), 0.5).build());

        assertThat(simulation.openings()).isPositive();
        assertThat(simulation.outages().getFirst().cause()).isEqualTo(Cause.SLOW_CALL_RATE);
    }

    @Test
    void shadowIsAskedWhatItWouldRefuse() {
        History history = new History().failing(10);

        Simulation enforcing = history.under(opensAfter(3).build());
        Simulation shadow = history.under(opensAfter(3).mode(Mode.SHADOW).build());

        assertThat(shadow).isEqualTo(enforcing);
        assertThat(shadow.rejected()).isPositive();
    }

    @Test
    void disabledNeverOpens() {
        Simulation simulation = new History().failing(60).under(opensAfter(3).mode(Mode.DISABLED).build());

        assertThat(simulation.openings()).isZero();
        assertThat(simulation.rejected()).isZero();
        assertThat(simulation.state()).isEqualTo(Kind.DISABLED);
    }

    @Test
    void theSameHistoryGivesTheSameAnswerDespiteJitter() {
        History history = new History().failing(120);

        Simulation one = history.under(opensAfter(3).openIntervalJitter(0.5).build());
        Simulation other = history.under(opensAfter(3).openIntervalJitter(0.5).build());

        assertThat(other).isEqualTo(one);
    }

    @Test
    void onlyTheFirstOfManyOutagesAreTold() {
        History history = new History();
        for (int i = 0; i < Simulation.KEPT + 5; i++) {
            history.failing(3).succeeding(15);
        }

        Simulation simulation = history.under(opensAfter(3).build());

        assertThat(simulation.openings()).isEqualTo(Simulation.KEPT + 5);
        assertThat(simulation.outages()).hasSize(Simulation.KEPT);
    }
}
