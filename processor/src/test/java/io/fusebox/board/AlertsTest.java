package io.fusebox.board;

import static io.fusebox.board.BreakerStatuses.NOW;
import static io.fusebox.board.BreakerStatuses.board;
import static io.fusebox.board.BreakerStatuses.breaker;
import static io.fusebox.breaker.BreakerState.Kind.FORCED_OPEN;
import static io.fusebox.breaker.BreakerState.Kind.HALF_OPEN;
import static io.fusebox.breaker.BreakerState.Kind.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.board.Alert.BoardStale;
import io.fusebox.board.Alert.CircuitOpen;
import io.fusebox.board.Alert.HighFailureRate;
import io.fusebox.board.Alert.Severity;
import io.fusebox.breaker.StateChange.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertsTest {
    private static final Instant OPENED = NOW.minusSeconds(90);
    private static final Duration FAST = Duration.ofMillis(20);

    @Test
    void hasNothingToSayOfHealthyBreakers() {
        assertThat(alerts(board(breaker("search"), breaker("recovering").in(HALF_OPEN)))).isEmpty();
    }

    @Test
    void isCriticalWhileABreakerIsOpenAndSaysSinceWhen() {
        // given
        Board board = board(breaker("payments").changed(OPEN, Cause.CONSECUTIVE_FAILURES, OPENED));

        // when
        List<Alert> alerts = alerts(board);

        // then
        assertThat(alerts).singleElement().isInstanceOfSatisfying(CircuitOpen.class, alert -> {
            assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(alert.since()).isEqualTo(OPENED);
            assertThat(alert.message()).isEqualTo("The breaker payments has been open since 2026-01-31T11:58:30Z");
        });
    }

    @Test
    void isCriticalWhileAnOperatorHasForcedABreakerOpen() {
        // given it opened by itself before
        Board board = board(breaker("payments").changed(OPEN, Cause.FAILURE_RATE, OPENED.minusSeconds(60))
                .changed(FORCED_OPEN, Cause.OPERATOR, OPENED));

        // when
        List<Alert> alerts = alerts(board);

        // then
        assertThat(alerts).singleElement().isInstanceOfSatisfying(CircuitOpen.class, alert -> {
            assertThat(alert.since()).isEqualTo(OPENED);
            assertThat(alert.message()).contains("forced open");
        });
    }

    @Test
    void onlyWarnsOfAnOpenBreakerThatRefusesNothing() {
        // given
        Board board = board(breaker("payments").changed(OPEN, Cause.FAILURE_RATE, OPENED, true));

        // when
        List<Alert> alerts = alerts(board);

        // then
        assertThat(alerts).singleElement().isInstanceOfSatisfying(CircuitOpen.class, alert -> {
            assertThat(alert.severity()).isEqualTo(Severity.WARNING);
            assertThat(alert.message()).contains("shadow");
        });
    }

    @Test
    void takesTheTimeOfTheStatusWhereItDoesNotShowTheOpening() {
        // given
        Board board = board(breaker("payments").in(OPEN).at(NOW.minusSeconds(5)));

        // when
        List<Alert> alerts = alerts(board);

        // then
        assertThat(alerts).singleElement()
                .isInstanceOfSatisfying(CircuitOpen.class,
                        alert -> assertThat(alert.since()).isEqualTo(NOW.minusSeconds(5)));
    }

    @Test
    void warnsOfAFailureRateAboveTheThresholdButNotAtIt() {
        // given
        Board board = board(breaker("at").window(20, 10, FAST), breaker("above").window(20, 11, FAST));

        // when
        List<Alert> alerts = alerts(board);

        // then
        assertThat(alerts).singleElement().isInstanceOfSatisfying(HighFailureRate.class, alert -> {
            assertThat(alert.severity()).isEqualTo(Severity.WARNING);
            assertThat(alert.threshold()).isEqualTo(0.5);
            assertThat(alert.message()).isEqualTo("11 of the last 20 calls of the breaker above failed (55 %)");
        });
    }

    @Test
    void putsWhatIsCriticalFirstAndThenTheSickest() {
        // given
        Board board = board(breaker("failing").window(20, 12, FAST), breaker("worse").window(20, 19, FAST),
                breaker("held").changed(FORCED_OPEN, Cause.OPERATOR, OPENED));

        // when
        List<Alert> alerts = alerts(board);

        // then
        assertThat(alerts).extracting(Alert::message)
                .satisfiesExactly(first -> assertThat(first).contains("held"),
                        second -> assertThat(second).contains("worse"), third -> assertThat(third).contains("failing"));
    }

    @Test
    void warnsThatNobodyKnowsWhileTheBrokersAreAway() {
        // given
        Board board = new Board(board(breaker("payments")).breakers(), Optional.of(NOW.minusSeconds(40)));

        // when
        List<Alert> alerts = alerts(board);

        // then
        assertThat(alerts).containsExactly(new BoardStale(NOW.minusSeconds(40)));
    }

    @Test
    void warnsOfSettingsThatAreIgnored() {
        var invalid = new Alert.InvalidPolicy("payments", "it is no record", NOW);

        List<Alert> alerts = alerts(new Board(Map.of(), Optional.empty()).withInvalidPolicies(List.of(invalid)));

        assertThat(alerts).containsExactly(invalid);
        assertThat(invalid.severity()).isEqualTo(Alert.Severity.WARNING);
        assertThat(invalid.message()).isEqualTo(
                "The settings that were applied to payments are ignored, and what held before holds on: it is no record");
    }

    private static List<Alert> alerts(Board board) {
        return Alerts.of(board, Alerts.FAILURE_RATE);
    }
}
