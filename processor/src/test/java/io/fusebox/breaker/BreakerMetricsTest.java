package io.fusebox.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.fusebox.breaker.BreakerState.Kind;
import io.fusebox.call.FailureKind;
import io.fusebox.call.Operator;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BreakerMetricsTest {
    private final Bench bench = Bench.with(Bench.standard().failureThresholdOff().build());

    @Test
    void stateHasALabelAndANumber() {
        assertThat(Kind.values()).extracting(Kind::label, Kind::number)
                .containsExactlyInAnyOrder(tuple("closed", 0), tuple("half_open", 1), tuple("open", 2),
                        tuple("forced_open", 3), tuple("disabled", 4), tuple("forced_closed", 5));
        for (Kind kind : Kind.values()) {
            assertThat(Kind.ofLabel(kind.label())).isEqualTo(kind);
        }
        assertThat(bench.breaker.state().label()).isEqualTo("closed");
        assertThat(bench.breaker.state().number()).isZero();
    }

    @Test
    void countsAreOfTheWindowAndTotalsOfTheLifetime() {
        bench.fail(3).succeed(5).afterSeconds(11).fail(1).succeed(2);

        BreakerMetrics metrics = metrics();
        assertThat(metrics.failureCount()).isEqualTo(1);
        assertThat(metrics.successCount()).isEqualTo(2);
        assertThat(metrics.totalRequests()).isEqualTo(11);
        assertThat(metrics.totalSuccesses()).isEqualTo(7);
        assertThat(metrics.totalFailures()).isEqualTo(4);
    }

    @Test
    void ratesAreOfTheWindow() {
        bench.fail(1).succeed(3);

        assertThat(metrics().failureRate()).isEqualTo(0.25);
        assertThat(metrics().successRate()).isEqualTo(0.75);
    }

    @Test
    void rejectionsAreCountedWhoeverRefuses() {
        bench.breaker.forceOpen(Operator.UNNAMED, bench.now);

        bench.breaker.tryAcquire(bench.now);
        bench.breaker.countRejection();
        bench.breaker.wouldAdmit(bench.now);

        assertThat(metrics().totalRejections()).isEqualTo(2);
    }

    @Test
    void lastFailureHasItsTimeKindAndMessage() {
        bench.fail(1).afterSeconds(1).call(Bench.failed(FailureKind.RESET), Bench.QUICK).afterSeconds(1).succeed(1);

        assertThat(metrics().lastFailure())
                .contains(new LastFailure(Bench.START.plusSeconds(1), "reset", "reset: for a test"));
        assertThat(metrics().lastFailureTime()).contains(Bench.START.plusSeconds(1));
        bench.fail(1);
        assertThat(metrics().lastFailure()).contains(new LastFailure(Bench.START.plusSeconds(2), "500", "HTTP 500"));
    }

    @Test
    void averageResponseTimeIsOfAnswersAndTimeouts() {
        bench.call(Bench.OK, Duration.ofMillis(100))
                .call(Bench.NOT_FOUND, Duration.ofMillis(200))
                .call(Bench.TIMEOUT, Duration.ofMillis(900))
                .call(Bench.failed(FailureKind.CONNECT), Duration.ofSeconds(60));

        assertThat(metrics().averageResponseTime()).isEqualTo(Duration.ofMillis(400));
    }

    @Test
    void throughputIsOfTheTimeThatTheWindowCovers() {
        for (int i = 0; i < 400; i++) {
            bench.succeed(1).after(Duration.ofMillis(50));
        }

        assertThat(metrics().throughput()).isCloseTo(20, within(1.0));
    }

    @Test
    void throughputOfAYoungWindowIsNotExaggerated() {
        bench.succeed(3);

        assertThat(metrics().throughput()).isEqualTo(3);
    }

    @Test
    void throughputIsNothingWhileOpen() {
        bench.fail(20).is(Kind.OPEN);

        assertThat(metrics().throughput()).isZero();
        assertThat(metrics().failureCount()).isEqualTo(20);
    }

    @Test
    void aWindowThatHoldsLessThanASecondOfTheTrafficSaysSo() {
        Bench busy = Bench.with(Bench.classic().build());
        Bench calm = Bench.with(Bench.classic().build());
        for (int i = 0; i < 10; i++) {
            busy.succeed(1).after(Duration.ofMillis(10));
            calm.succeed(1).after(Duration.ofMillis(200));
        }

        BreakerMetrics metrics = busy.breaker.metrics(busy.now);
        assertThat(metrics.windowCovered()).isEqualTo(Duration.ofMillis(100));
        assertThat(metrics.throughput()).isEqualTo(100);
        assertThat(metrics.windowHoldsLessThanASecond()).isTrue();
        assertThat(calm.breaker.metrics(calm.now).windowHoldsLessThanASecond()).isFalse();
        assertThat(metrics().windowHoldsLessThanASecond()).isFalse();
    }

    @Test
    void availabilityIsTheShareOfTheLastHourNotOpen() {
        assertThat(metrics().availability()).isEqualTo(1);
        bench.breaker.forceOpen(Operator.UNNAMED, bench.now);
        assertThat(bench.after(Duration.ofMinutes(15)).breaker.metrics(bench.now).availability()).isEqualTo(0.75);
        bench.breaker.forceClosed(Operator.UNNAMED, bench.now);

        assertThat(bench.after(Duration.ofMinutes(40)).breaker.metrics(bench.now).availability()).isEqualTo(0.75);
        assertThat(bench.after(Duration.ofMinutes(10)).breaker.metrics(bench.now).availability())
                .isCloseTo(1 - 10 / 60.0, within(1e-9));
        assertThat(bench.after(Duration.ofMinutes(10)).breaker.metrics(bench.now).availability()).isEqualTo(1);
    }

    @Test
    void availabilityIsNothingAfterAnHourOpen() {
        bench.after(Duration.ofMillis(12_345)).breaker.forceOpen(Operator.UNNAMED, bench.now);

        bench.after(Duration.ofHours(5));

        assertThat(metrics().availability()).isZero();
    }

    @Test
    void availabilityKeepsAtMost61MinutesHoweverOftenItOpens() {
        Bench flapping = Bench.with(Bench.simple().openInterval(Duration.ofSeconds(1)).halfOpen(1, 1, 1).build());
        for (int i = 0; i < 7_200; i++) {
            flapping.opened().waited().succeed(1).is(Kind.CLOSED);
            flapping.after(Duration.ofMillis(1));
        }

        assertThat(flapping.breaker.snapshot(flapping.now).openTime()).hasSizeLessThanOrEqualTo(61);
        assertThat(flapping.breaker.metrics(flapping.now).availability()).isLessThan(0.01);
    }

    @Test
    void healthScoreIs94AtASecond() {
        bench.call(Bench.OK, Duration.ofSeconds(1));

        assertThat(metrics().healthScore()).isCloseTo(94, within(1e-9));
    }

    @Test
    void healthScoreIs100WhereNothingWasCalled() {
        assertThat(metrics().healthScore()).isEqualTo(100);
    }

    @Test
    void healthScoreWeighsSuccessAndSpeed() {
        bench.call(Bench.OK, Duration.ofSeconds(3)).call(Bench.ERROR, Duration.ofSeconds(5));
        assertThat(metrics().healthScore()).isCloseTo(70 * 0.5 + 6, within(1e-9));
        bench.call(Bench.TIMEOUT, Duration.ofSeconds(100)).call(Bench.TIMEOUT, Duration.ofSeconds(100));

        assertThat(metrics().healthScore()).isCloseTo(70 * 0.25, within(1e-9));
    }

    @Test
    void stateChangesAreTheLastTwenty() {
        for (int i = 0; i < 15; i++) {
            bench.breaker.forceOpen(Operator.UNNAMED, bench.now);
            bench.breaker.forceClosed(Operator.UNNAMED, bench.now);
        }

        assertThat(metrics().stateChanges()).extracting(StateChange::sequence)
                .containsExactlyElementsOf(IntStream.rangeClosed(11, 30).mapToObj(Long::valueOf).toList());
    }

    private BreakerMetrics metrics() {
        return bench.breaker.metrics(bench.now);
    }
}
