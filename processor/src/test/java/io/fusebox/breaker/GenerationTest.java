package io.fusebox.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.BreakerState.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An outcome belongs to the state in which its call was admitted. */
class GenerationTest {
    private final Bench bench = Bench.with(Bench.simple().halfOpen(3, 2, 1).build());

    @Test
    void aFailureFromBeforeTheOpeningDoesNotFailTheProbing() {
        Permit early = bench.admit();
        bench.halfOpen();

        bench.report(early, Bench.ERROR);

        bench.is(Kind.HALF_OPEN);
    }

    @Test
    void successesFromBeforeTheOpeningDoNotCloseIt() {
        Permit early = bench.admit();
        bench.halfOpen();

        bench.report(early, Bench.OK).report(early, Bench.OK);

        bench.is(Kind.HALF_OPEN);
    }

    @Test
    void failuresFromBeforeTheOpeningDoNotCountAfterTheClosing() {
        Permit first = bench.admit();
        Permit second = bench.admit();
        bench.halfOpen().succeed(2).is(Kind.CLOSED);

        bench.report(first, Bench.ERROR).report(second, Bench.ERROR);

        bench.is(Kind.CLOSED);
        assertThat(bench.window()).isEqualTo(WindowCounts.NONE);
    }

    @Test
    void aProbeOfAnEarlierRoundDoesNotVoteInTheNext() {
        bench.halfOpen();
        Permit early = bench.admit();
        bench.fail(1).is(Kind.OPEN).waited().is(Kind.HALF_OPEN);

        bench.report(early, Bench.ERROR);

        bench.is(Kind.HALF_OPEN);
    }

    @Test
    void aProbeOfAnEarlierRoundGivesNoPermitOfTheNextBack() {
        bench.halfOpen();
        Permit early = bench.admit();
        bench.fail(1).waited().is(Kind.HALF_OPEN);
        bench.admit();
        bench.admit();
        bench.admit();

        bench.report(early, Bench.NOT_FOUND);
        bench.breaker.release(early, bench.now);

        assertThat(bench.admits()).isFalse();
    }

    @Test
    void anOutcomeOfAnEarlierStateCountsInTheTotals() {
        Permit early = bench.admit();
        bench.opened();
        Totals before = bench.totals();

        bench.report(early, Bench.TIMEOUT);

        assertThat(bench.totals().failures()).isEqualTo(before.failures() + 1);
        assertThat(bench.breaker.metrics(bench.now).lastFailure().orElseThrow().kind()).isEqualTo("timeout");
    }

    @Test
    void closedPermitsOfAGenerationAreOneObject() {
        assertThat(bench.breaker.tryAcquire(bench.now)).isSameAs(bench.breaker.tryAcquire(bench.now));
        assertThat(bench.admit()).isSameAs(bench.admit());
    }

    @Test
    void everyStateHasAGenerationOfItsOwn() {
        long closed = bench.breaker.generation();
        long open = bench.opened().breaker.generation();
        long halfOpen = bench.waited().breaker.generation();
        long closedAgain = bench.succeed(2).breaker.generation();

        assertThat(new long[]{ closed, open, halfOpen, closedAgain }).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void anAdoptedProbeTakesItsPlaceInItsRound() {
        bench.halfOpen();
        Permit probe = bench.admit();
        bench.restarted();
        Permit adopted = bench.breaker.adopt(probe.generation(), probe.probe(), bench.now.plusSeconds(15));
        bench.admit();
        bench.admit();
        assertThat(bench.admits()).isFalse();

        bench.report(adopted, Bench.OK);
        assertThat(bench.admits()).isTrue();
        bench.succeed(1);

        bench.is(Kind.CLOSED);
    }

    @Test
    void anAdoptedProbesLeaseEndsToo() {
        bench.halfOpen();
        bench.admit();
        bench.restarted();
        for (int i = 0; i < 3; i++) {
            bench.breaker.adopt(bench.breaker.generation(), true, bench.now.plusSeconds(4));
        }
        assertThat(bench.admits()).isFalse();

        bench.afterSeconds(4);

        assertThat(bench.admits()).isTrue();
    }

    @Test
    void aProbeAdoptedFromAnEarlierRoundHasNoSay() {
        bench.halfOpen();
        Permit early = bench.admit();
        bench.fail(1).restarted().waited().is(Kind.HALF_OPEN);

        Permit adopted = bench.breaker.adopt(early.generation(), early.probe(), bench.now.plusSeconds(15));
        bench.report(adopted, Bench.ERROR);

        bench.is(Kind.HALF_OPEN);
        assertThat(adopted.generation()).isEqualTo(early.generation());
    }

    @Test
    void anAdoptedCallOfAClosedBreakerVotes() {
        bench.fail(1);
        Permit early = bench.admit();
        bench.restarted().after(Duration.ofSeconds(1));

        bench.report(bench.breaker.adopt(early.generation(), early.probe(), bench.now), Bench.ERROR);

        bench.is(Kind.OPEN);
    }
}
