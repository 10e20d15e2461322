package io.fusebox.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.BreakerState.Kind;
import io.fusebox.breaker.StateChange;
import io.fusebox.breaker.StateChange.Cause;
import io.fusebox.breaker.Totals;
import io.fusebox.breaker.WindowCounts;
import io.fusebox.call.BreakerName;
import io.fusebox.call.FailureKind;
import io.fusebox.call.Outcome;
import io.fusebox.call.Payload;
import io.fusebox.call.Response;
import io.fusebox.call.ResultStatus;
import io.micrometer.core.instrument.MockClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FuseboxMetricsTest {
    private static final BreakerName PAYMENTS = BreakerName.of("payments");
    private static final Outcome ANSWERED = new Outcome.Answered(new Response(503, Map.of(), Payload.EMPTY, false));

    private final MockClock clock = new MockClock();
    private final FuseboxMetrics metrics = new FuseboxMetrics(2, clock);

    @AfterEach
    void close() {
        metrics.close();
    }

    private List<String> lines() {
        return metrics.scrape().lines().filter(line -> !line.startsWith("#")).toList();
    }

    private static Totals totals(long successes, long failures, long ignored, long rejections) {
        return new Totals(successes + failures + ignored, successes, failures, ignored, rejections, 0);
    }

    private static StateChange change(Kind from, Kind to) {
        return new StateChange(PAYMENTS, 1, from, to, Cause.OPERATOR, Instant.EPOCH, Optional.empty(), 0,
                WindowCounts.NONE, Totals.NONE, Optional.empty(), false, Optional.empty());
    }

    @Test
    void countsWhatHappensSinceTheBreakerIsOwnedHere() {
        BreakerMeters payments = metrics.breaker(PAYMENTS, Kind.CLOSED, totals(1_000, 100, 10, 1));

        payments.advanceTo(totals(1_003, 102, 11, 5));
        payments.advanceTo(totals(1_004, 102, 11, 5));

        assertThat(lines()).contains("circuit_breaker_requests_total{name=\"payments\",type=\"total\"} 7.0",
                "circuit_breaker_requests_total{name=\"payments\",type=\"success\"} 4.0",
                "circuit_breaker_requests_total{name=\"payments\",type=\"failure\"} 2.0",
                "circuit_breaker_successes_total{name=\"payments\"} 4.0",
                "circuit_breaker_failures_total{name=\"payments\"} 2.0",
                "circuit_breaker_rejected_requests_total{name=\"payments\"} 4.0");
    }

    @Test
    void goesOnCountingWhenATaskIsRevived() {
        metrics.breaker(PAYMENTS, Kind.CLOSED, Totals.NONE).advanceTo(totals(5, 0, 0, 0));

        metrics.breaker(PAYMENTS, Kind.CLOSED, totals(3, 0, 0, 0)).advanceTo(totals(4, 0, 0, 0));

        assertThat(lines()).contains("circuit_breaker_successes_total{name=\"payments\"} 6.0");
    }

    @Test
    void showsStatesAndCountsTheirChanges() {
        BreakerMeters payments = metrics.breaker(PAYMENTS, Kind.FORCED_CLOSED, Totals.NONE);
        assertThat(lines()).contains("circuit_breaker_state{name=\"payments\"} 5.0");

        payments.changed(change(Kind.CLOSED, Kind.OPEN));
        payments.changed(change(Kind.OPEN, Kind.HALF_OPEN));
        payments.changed(change(Kind.HALF_OPEN, Kind.OPEN));
        payments.changed(change(Kind.OPEN, Kind.HALF_OPEN));

        assertThat(lines()).contains("circuit_breaker_state{name=\"payments\"} 1.0",
                "circuit_breaker_state_changes_total{from_state=\"closed\",name=\"payments\",to_state=\"open\"} 1.0",
                "circuit_breaker_state_changes_total{from_state=\"open\",name=\"payments\",to_state=\"half_open\"} 2.0");
    }

    @Test
    void timesAnswersAndTimeoutsOnly() {
        BreakerMeters write = metrics.breaker(BreakerName.of("payments", "write"), Kind.CLOSED, Totals.NONE);

        write.attempted(ANSWERED, Duration.ofMillis(200));
        write.attempted(new Outcome.Failed(FailureKind.TIMEOUT, "late", true), Duration.ofSeconds(10));
        write.attempted(new Outcome.Failed(FailureKind.CONNECT, "refused", false), Duration.ofMillis(1));

        assertThat(lines()).contains("circuit_breaker_response_time_seconds_count{name=\"payments/write\"} 2",
                "circuit_breaker_response_time_seconds_sum{name=\"payments/write\"} 10.2",
                "circuit_breaker_response_time_seconds_bucket{name=\"payments/write\",le=\"0.25\"} 1",
                "circuit_breaker_response_time_seconds_bucket{name=\"payments/write\",le=\"+Inf\"} 2");
    }

    @Test
    void pastTheLimitTheRestIsOther() {
        metrics.breaker(BreakerName.of("a"), Kind.OPEN, Totals.NONE);
        metrics.breaker(BreakerName.of("b"), Kind.OPEN, Totals.NONE);
        metrics.breaker(BreakerName.of("c"), Kind.OPEN, Totals.NONE).advanceTo(totals(1, 0, 0, 0));
        metrics.breaker(BreakerName.of("d"), Kind.OPEN, Totals.NONE).advanceTo(totals(2, 0, 0, 0));
        metrics.breaker(BreakerName.of("a"), Kind.OPEN, Totals.NONE).advanceTo(totals(4, 0, 0, 0));

        assertThat(lines()).contains("circuit_breaker_successes_total{name=\"other\"} 3.0",
                "circuit_breaker_successes_total{name=\"a\"} 4.0");
        assertThat(lines()).filteredOn(line -> line.startsWith("circuit_breaker_state{"))
                .containsExactlyInAnyOrder("circuit_breaker_state{name=\"a\"} 2.0",
                        "circuit_breaker_state{name=\"b\"} 2.0");
    }

    @Test
    void aBreakerThatIsCalledLikeASharedLabelDoesNoHarm() {
        BreakerMeters named = metrics.breaker(BreakerName.of("other"), Kind.OPEN, Totals.NONE);
        named.advanceTo(totals(1, 0, 0, 0));

        metrics.forget(named);

        assertThat(lines()).contains("circuit_breaker_successes_total{name=\"other\"} 1.0");
    }

    @Test
    void anAdHocOriginIsNoLabel() {
        metrics.breaker(BreakerName.parse("https://user.example:443"), Kind.CLOSED, Totals.NONE);
        metrics.destination("https://user.example:443").result(ResultStatus.SUCCEEDED);

        assertThat(metrics.scrape()).doesNotContain("user.example")
                .contains("circuit_breaker_successes_total{name=\"ad-hoc\"} 0.0",
                        "fusebox_results_total{destination=\"ad-hoc\",status=\"SUCCEEDED\"} 1.0");
    }

    @Test
    void aBreakerThatMovedAwayIsGoneAndMakesRoom() {
        BreakerMeters a = metrics.breaker(BreakerName.of("a"), Kind.CLOSED, Totals.NONE);
        metrics.breaker(BreakerName.of("b"), Kind.CLOSED, Totals.NONE);
        a.changed(change(Kind.CLOSED, Kind.OPEN));

        metrics.forget(a);
        assertThat(lines()).noneMatch(line -> line.contains("name=\"a\""))
                .anyMatch(line -> line.contains("name=\"b\""));

        metrics.breaker(BreakerName.of("c"), Kind.CLOSED, Totals.NONE);
        assertThat(lines()).contains("circuit_breaker_state{name=\"c\"} 0.0");
    }

    @Test
    void aBreakerThatMovedToAnotherThreadHereStays() {
        BreakerMeters before = metrics.breaker(PAYMENTS, Kind.CLOSED, Totals.NONE);
        metrics.breaker(PAYMENTS, Kind.OPEN, Totals.NONE);

        metrics.forget(before);

        assertThat(lines()).contains("circuit_breaker_state{name=\"payments\"} 2.0");
    }

    @Test
    void countsResultsByDestinationAndStatus() {
        DestinationMeters payments = metrics.destination("payments");

        payments.result(ResultStatus.SUCCEEDED);
        payments.result(ResultStatus.SUCCEEDED);
        payments.result(ResultStatus.EXPIRED);

        assertThat(lines()).contains("fusebox_results_total{destination=\"payments\",status=\"SUCCEEDED\"} 2.0",
                "fusebox_results_total{destination=\"payments\",status=\"EXPIRED\"} 1.0");
    }

    @Test
    void theAgeOfTheOldestParkedCallGrows() {
        DestinationMeters payments = metrics.destination("payments");
        Instant now = Instant.ofEpochMilli(clock.wallTime());

        payments.parked(3, Optional.of(now));
        clock.add(Duration.ofSeconds(90));
        assertThat(lines()).contains("fusebox_calls_parked{destination=\"payments\"} 3.0",
                "fusebox_calls_parked_oldest_seconds{destination=\"payments\"} 90.0");

        payments.parked(0, Optional.empty());
        assertThat(lines()).contains("fusebox_calls_parked{destination=\"payments\"} 0.0",
                "fusebox_calls_parked_oldest_seconds{destination=\"payments\"} 0.0");
    }

    @Test
    void destinationsThatShareALabelAreAddedUp() {
        List.of("a", "b").forEach(metrics::destination);
        Instant now = Instant.ofEpochMilli(clock.wallTime());
        DestinationMeters c = metrics.destination("c");
        c.parked(3, Optional.of(now.minusSeconds(9)));
        metrics.destination("d").parked(4, Optional.of(now.minusSeconds(5)));
        assertThat(lines()).contains("fusebox_calls_parked{destination=\"other\"} 7.0",
                "fusebox_calls_parked_oldest_seconds{destination=\"other\"} 9.0");

        metrics.forget(c);

        assertThat(lines()).contains("fusebox_calls_parked{destination=\"other\"} 4.0",
                "fusebox_calls_parked_oldest_seconds{destination=\"other\"} 5.0");
    }

    @Test
    void aDestinationThatMovedAwayIsGone() {
        DestinationMeters payments = metrics.destination("payments");
        payments.result(ResultStatus.FAILED);

        metrics.forget(payments);

        assertThat(lines()).noneMatch(line -> line.contains("payments"));
    }

    @Test
    void callsInFlightAreThoseOfAllTasks() {
        TaskMeters one = metrics.task();
        TaskMeters other = metrics.task();
        one.inFlight(3);
        other.inFlight(4);
        assertThat(lines()).contains("fusebox_calls_in_flight 7.0");

        metrics.forget(one);

        assertThat(lines()).contains("fusebox_calls_in_flight 4.0");
    }

    @Test
    void lateDispatchesDeadLettersAndReroutedRecordsAreCounted() {
        metrics.dispatchedLate(Duration.ofMillis(20));
        metrics.dispatchedLate(Duration.ofMillis(-5));
        metrics.deadLetter("malformed");
        metrics.deadLetter("malformed");
        metrics.rerouted();

        assertThat(lines()).contains("fusebox_retry_lateness_seconds_count 2",
                "fusebox_retry_lateness_seconds_sum 0.02", "fusebox_retry_lateness_seconds_bucket{le=\"0.005\"} 1",
                "fusebox_dead_letters_total{reason=\"malformed\"} 2.0", "fusebox_rerouted_total 1.0");
    }

    @Test
    void reasonsOfDeadLettersAreBounded() {
        for (int i = 0; i < 150; i++) {
            metrics.deadLetter("reason-" + i);
        }

        assertThat(lines()).contains("fusebox_dead_letters_total{reason=\"other\"} 50.0")
                .filteredOn(line -> line.startsWith("fusebox_dead_letters_total"))
                .hasSize(101);
    }
}
