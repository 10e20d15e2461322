package io.fusebox.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.BreakerPolicy.Mode;
import io.fusebox.breaker.BreakerState.Kind;
import io.fusebox.call.Operator;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ModeTest {
    private final BreakerPolicy shadow = Bench.simple().mode(Mode.SHADOW).halfOpen(1, 2, 1).build();
    private final BreakerPolicy disabled = Bench.simple().mode(Mode.DISABLED).build();

    @Test
    void enforcingRefusesWhileOpen() {
        Bench bench = Bench.with(Bench.simple().build()).opened();

        assertThat(bench.breaker.tryAcquire(bench.now)).isInstanceOf(Admission.Refused.class);
        assertThat(bench.totals().rejections()).isEqualTo(1);
    }

    @Test
    void shadowRunsTheWholeMachine() {
        Bench bench = Bench.with(shadow);

        bench.fail(2).is(Kind.OPEN).waited().is(Kind.HALF_OPEN).fail(1).is(Kind.OPEN).waited().succeed(2);

        bench.is(Kind.CLOSED);
        assertThat(bench.changes).extracting(StateChange::to)
                .containsExactly(Kind.OPEN, Kind.HALF_OPEN, Kind.OPEN, Kind.HALF_OPEN, Kind.CLOSED);
    }

    @Test
    void shadowMarksItsEvents() {
        Bench shadowed = Bench.with(shadow).opened();
        Bench enforced = Bench.with(Bench.simple().build()).opened();

        assertThat(shadowed.lastChange().shadow()).isTrue();
        assertThat(enforced.lastChange().shadow()).isFalse();
    }

    @Test
    void shadowRefusesNothing() {
        Bench bench = Bench.with(shadow).opened();

        bench.succeed(10).is(Kind.OPEN).waited().is(Kind.HALF_OPEN);
        for (int i = 0; i < 10; i++) {
            bench.admit();
        }

        assertThat(bench.admits()).isTrue();
        assertThat(bench.totals().rejections()).isZero();
    }

    @Test
    void shadowCountsWhatItWouldHaveRefused() {
        Bench bench = Bench.with(shadow).opened();

        bench.succeed(10).waited();
        bench.admit();
        bench.admit();

        assertThat(bench.totals().shadowRejections()).isEqualTo(11);
    }

    @Test
    void inShadowOnlyAsManyVoteAsWouldHaveProbed() {
        Bench bench = Bench.with(shadow).halfOpen();
        bench.admit();
        Permit beside = bench.admit();

        bench.report(beside, Bench.ERROR);

        bench.is(Kind.HALF_OPEN);
    }

    @Test
    void inShadowNoCallIsAProbe() {
        Bench bench = Bench.with(shadow).halfOpen();

        assertThat(bench.admit().probe()).isFalse();
        assertThat(bench.breaker.isProbing()).isFalse();
    }

    @Test
    void anOperatorsForceOpenRefusesInShadowToo() {
        Bench bench = Bench.with(shadow);

        bench.breaker.forceOpen(Operator.UNNAMED, bench.now);

        assertThat(bench.admits()).isFalse();
        assertThat(bench.lastChange().shadow()).isFalse();
    }

    @Test
    void disabledNeverOpensAndCountsTotalsOnly() {
        Bench bench = Bench.with(disabled);

        bench.fail(1_000).succeed(5).ignore(1);

        bench.is(Kind.DISABLED);
        assertThat(bench.totals()).isEqualTo(new Totals(1_006, 5, 1_000, 1, 0, 0));
        assertThat(bench.window()).isEqualTo(WindowCounts.NONE);
    }

    @Test
    void aDisabledBreakerStaysDisabledAfterAReset() {
        Bench bench = Bench.with(disabled);

        bench.breaker.reset(Operator.UNNAMED, bench.now);

        bench.is(Kind.DISABLED);
        assertThat(bench.changes).noneMatch(StateChange::isChange);
    }

    @Test
    void anOperatorsForceOpenRefusesWhereDisabled() {
        Bench bench = Bench.with(disabled);

        bench.breaker.forceOpen(Operator.UNNAMED, bench.now);
        assertThat(bench.admits()).isFalse();
        bench.breaker.automatic(Operator.UNNAMED, bench.now.plus(Duration.ofMinutes(1)));

        bench.is(Kind.DISABLED);
    }
}
