package io.fusebox.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.BreakerState.Kind;
import io.fusebox.breaker.StateChange.Cause;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Operator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is told of each state change. */
class StateChangeTest {

    @Test
    void tellsAllThatAnEventHas() {
        Bench bench = Bench.with(Bench.simple().window(10, Duration.ofSeconds(60)).build());

        bench.succeed(2).ignore(1).afterSeconds(1).fail(2);

        assertThat(bench.changes).containsExactly(new StateChange(BreakerName.of("payments"), 1, Kind.CLOSED, Kind.OPEN,
                Cause.CONSECUTIVE_FAILURES, bench.now, Optional.of(bench.now.plusSeconds(10)), 1,
                new WindowCounts(4, 2, 0, 1, Bench.QUICK), new Totals(5, 2, 2, 1, 0, 0),
                Optional.of(new LastFailure(bench.now, "500", "HTTP 500")), false, Optional.empty()));
    }

    @Test
    void theSequenceHasNoGaps() {
        Bench bench = Bench.with(Bench.simple().build());

        bench.halfOpen().fail(1).waited().succeed(2).halfOpen();

        assertThat(bench.changes).extracting(StateChange::sequence).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(bench.changes).extracting(StateChange::cause)
                .containsExactly(Cause.CONSECUTIVE_FAILURES, Cause.OPEN_INTERVAL_ELAPSED, Cause.PROBE_FAILED,
                        Cause.OPEN_INTERVAL_ELAPSED, Cause.PROBES_SUCCEEDED, Cause.CONSECUTIVE_FAILURES,
                        Cause.OPEN_INTERVAL_ELAPSED);
    }

    @Test
    void eachChangeBeginsWhereTheLastEnded() {
        Bench bench = Bench.with(Bench.simple().build());
        bench.halfOpen().fail(1);
        bench.breaker.forceClosed(Operator.UNNAMED, bench.now);
        bench.breaker.automatic(Operator.UNNAMED, bench.now);
        bench.breaker.forceOpen(Operator.UNNAMED, bench.now);
        bench.breaker.automatic(Operator.UNNAMED, bench.now);
        bench.succeed(2);

        for (int i = 1; i < bench.changes.size(); i++) {
            assertThat(bench.changes.get(i).from()).isEqualTo(bench.changes.get(i - 1).to());
        }
        assertThat(bench.changes).hasSize(8);
    }

    @Test
    void onlyAnOpeningHasAnEnd() {
        Bench bench = Bench.with(Bench.simple().build());

        bench.halfOpen().succeed(2);

        assertThat(bench.changes).extracting(change -> change.openUntil().isPresent())
                .containsExactly(true, false, false);
    }

    @Test
    void whoIsToldFindsTheBreakerInItsNewState() {
        List<BreakerSnapshot> kept = new ArrayList<>();
        Bench bench = Bench.with(Bench.simple().build());
        bench.breaker = new Breaker(BreakerName.of("payments"), bench.breaker.policy(), new Random(7),
                change -> kept.add(bench.breaker.snapshot(change.at())), bench.now);

        bench.halfOpen().succeed(2);

        assertThat(kept).extracting(snapshot -> snapshot.state().kind())
                .containsExactly(Kind.OPEN, Kind.HALF_OPEN, Kind.CLOSED);
        assertThat(kept).extracting(BreakerSnapshot::sequence).containsExactly(1L, 2L, 3L);
        assertThat(kept.getLast()).isEqualTo(bench.breaker.snapshot(bench.now));
    }
}
