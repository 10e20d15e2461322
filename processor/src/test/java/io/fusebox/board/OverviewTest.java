package io.fusebox.board;

import static io.fusebox.board.BreakerStatuses.board;
import static io.fusebox.board.BreakerStatuses.breaker;
import static io.fusebox.breaker.BreakerState.Kind.CLOSED;
import static io.fusebox.breaker.BreakerState.Kind.DISABLED;
import static io.fusebox.breaker.BreakerState.Kind.FORCED_CLOSED;
import static io.fusebox.breaker.BreakerState.Kind.FORCED_OPEN;
import static io.fusebox.breaker.BreakerState.Kind.HALF_OPEN;
import static io.fusebox.breaker.BreakerState.Kind.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.board.Overview.Health;
import io.fusebox.breaker.BreakerState;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OverviewTest {

    @Test
    void countsForcedOpenAsOpenAndWhatLetsCallsThroughAsClosed() {
        // given all six states
        Board board = fleetIn(BreakerState.Kind.values());

        // when
        Overview overview = Overview.of(board);

        // then
        assertThat(overview.total()).isEqualTo(6);
        assertThat(overview.open()).isEqualTo(2);
        assertThat(overview.halfOpen()).isEqualTo(1);
        assertThat(overview.closed()).isEqualTo(3);
    }

    @Test
    void showsTheSickestFirstAndEquallyHealthyOnesByName() {
        // given
        Board board = board(
                breaker("search"),
                breaker("billing"),
                breaker("slow").window(20, 0, Duration.ofSeconds(4)),
                breaker("broken").window(20, 18, Duration.ofMillis(50)));

        // when
        Overview overview = Overview.of(board);

        // then
        assertThat(overview.breakers()).extracting(status -> status.name().toString())
                .containsExactly("broken", "slow", "billing", "search");
    }

    @Test
    void isHealthyWhereThereAreNoBreakers() {
        assertThat(Overview.of(board()).health()).isEqualTo(Health.HEALTHY);
    }

    @Test
    void isHealthyWhereEveryBreakerLetsCallsThrough() {
        assertThat(health(CLOSED, FORCED_CLOSED, DISABLED)).isEqualTo(Health.HEALTHY);
    }

    @Test
    void isDegradedWhereOneIsHalfOpen() {
        assertThat(health(CLOSED, HALF_OPEN)).isEqualTo(Health.DEGRADED);
        assertThat(health(HALF_OPEN)).isEqualTo(Health.DEGRADED);
    }

    @Test
    void isDegradedWhereFewerThanHalfAreOpen() {
        assertThat(health(OPEN, CLOSED, CLOSED)).isEqualTo(Health.DEGRADED);
    }

    @Test
    void isUnhealthyWhereHalfAreOpen() {
        assertThat(health(OPEN, CLOSED)).isEqualTo(Health.UNHEALTHY);
        assertThat(health(FORCED_OPEN, OPEN, CLOSED, HALF_OPEN)).isEqualTo(Health.UNHEALTHY);
    }

    private static Health health(BreakerState.Kind... states) {
        return Overview.of(fleetIn(states)).health();
    }

    private static Board fleetIn(BreakerState.Kind... states) {
        return board(IntStream.range(0, states.length)
                .mapToObj(i -> breaker("destination-" + i).in(Arrays.asList(states).get(i)))
                .toArray(BreakerStatuses[]::new));
    }
}
