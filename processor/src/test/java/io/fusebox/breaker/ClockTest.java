package io.fusebox.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.BreakerState.Kind;
import io.fusebox.call.BreakerName;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A clock that steps back loses nothing and freezes nothing. */
class ClockTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void whileOpenTheRestOfTheWaitStays() {
        Bench bench = Bench.with(Bench.classic().build()).opened().afterSeconds(20);

        bench.setClockBack(HOUR).is(Kind.OPEN);

        assertThat(bench.openFor()).isEqualTo(Duration.ofSeconds(40));
        bench.after(Duration.ofMillis(39_999)).is(Kind.OPEN).after(Duration.ofMillis(1)).is(Kind.HALF_OPEN);
    }

    @Test
    void inHalfOpenLeasesAndMaxWaitEndInTheirTime() {
        Bench bench = Bench.with(Bench.simple().halfOpen(1, 2, 1).halfOpenMaxWait(Duration.ofSeconds(60)).build())
                .halfOpen();
        bench.admit();
        bench.afterSeconds(5);

        bench.setClockBack(HOUR).is(Kind.HALF_OPEN);

        assertThat(bench.admits()).isFalse();
        assertThat(bench.breaker.nextWakeUp()).contains(bench.now.plusSeconds(10));
        bench.afterSeconds(10);
        assertThat(bench.admits()).isTrue();
        bench.afterSeconds(44).is(Kind.HALF_OPEN).afterSeconds(1).is(Kind.OPEN);
    }

    @Test
    void aWindowByTimeKeepsItsCallsAndGoesOnAging() {
        Bench bench = Bench.with(Bench.standard().build()).fail(3).afterSeconds(4).succeed(2);

        bench.setClockBack(HOUR);

        assertThat(bench.window().calls()).isEqualTo(5);
        bench.after(Duration.ofMillis(6_001));
        assertThat(bench.window().calls()).isEqualTo(2);
        bench.afterSeconds(4);
        assertThat(bench.window().calls()).isZero();
    }

    @Test
    void aWindowByCountKeepsItsCallsAndGoesOnAging() {
        Bench bench = Bench.with(Bench.classic().build()).fail(3).afterSeconds(30).succeed(2);

        bench.setClockBack(HOUR);

        assertThat(bench.window().calls()).isEqualTo(5);
        bench.after(Duration.ofMillis(30_001));
        assertThat(bench.window().calls()).isEqualTo(2);
    }

    @Test
    void failuresInARowSpanTheTimeThatPassedAndNotTheStep() {
        Bench bench = Bench.with(Bench.standard().build()).fail(4).after(Duration.ofMillis(600));

        bench.setClockBack(HOUR).fail(1).is(Kind.CLOSED);

        bench.after(Duration.ofMillis(400)).fail(1).is(Kind.OPEN);
    }

    @Test
    void theRampUpGoesOn() {
        Bench bench = Bench.with(Bench.simple().rampUp(Duration.ofSeconds(10)).build()).halfOpen().succeed(2);
        bench.afterSeconds(5);
        int before = bench.breaker.concurrencyLimit(64, bench.now);

        bench.setClockBack(HOUR);

        assertThat(bench.breaker.concurrencyLimit(64, bench.now)).isEqualTo(before).isLessThan(64);
        bench.afterSeconds(5);
        assertThat(bench.breaker.concurrencyLimit(64, bench.now)).isEqualTo(64);
    }

    @Test
    void availabilityKeepsWhatItHasSeen() {
        Bench bench = Bench.with(Bench.simple().openInterval(Duration.ofMinutes(6)).build()).opened().waited();

        bench.setClockBack(HOUR);

        assertThat(bench.breaker.metrics(bench.now).availability()).isEqualTo(0.9);
    }

    @Test
    void aStepBackOfLessThanASecondIsWaitedFor() {
        Bench bench = Bench.with(Bench.classic().build()).opened();

        for (int i = 0; i < 1_000; i++) {
            bench.setClockBack(Duration.ofMillis(400)).after(Duration.ofMillis(400));
        }

        assertThat(bench.openFor()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void aSnapshotIsRestoredOnAMachineWhoseClockIsBehind() {
        Bench bench = Bench.with(Bench.classic().build()).opened().afterSeconds(20);
        BreakerSnapshot snapshot = bench.breaker.snapshot(bench.now);
        bench.now = bench.now.minus(HOUR);

        bench.breaker = Breaker.restore(snapshot, bench.breaker.policy(), bench.random, bench.changes::add, bench.now);

        assertThat(bench.openFor()).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void whatIsPublishedIsWallClock() {
        Bench bench = Bench.with(Bench.simple().build()).fail(1);

        bench.setClockBack(HOUR).fail(1).is(Kind.OPEN);

        assertThat(bench.lastChange().at()).isEqualTo(bench.now);
        assertThat(bench.lastChange().openUntil()).contains(bench.now.plusSeconds(10));
        assertThat(bench.breaker.snapshot(bench.now).at()).isEqualTo(bench.now);
        assertThat(bench.breaker.name()).isEqualTo(BreakerName.of("payments"));
    }
}
