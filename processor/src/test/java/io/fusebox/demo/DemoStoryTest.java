package io.fusebox.demo;

import static io.fusebox.board.BreakerStatuses.NOW;
import static io.fusebox.board.BreakerStatuses.breaker;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.board.BreakerStatuses;
import io.fusebox.breaker.BreakerState.Kind;
import io.fusebox.breaker.StateChange.Cause;
import io.fusebox.call.ResultStatus;
import io.fusebox.demo.StoryLine.Mood;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoStoryTest {
    private final DemoStory story = new DemoStory(NOW);
    private final BreakerStatuses email = breaker("email");
    private final List<StoryLine> told = new ArrayList<>();

    @Test
    void tellsAnOutageFromTheOpeningToTheLastDrainedCall() {
        email.failedLast(after(9.1), "reset", "the connection ended").openUntil(after(11.1));
        change(Kind.OPEN, Cause.CONSECUTIVE_FAILURES, 9.1);
        show(38, 10.2);
        show(80, 11);
        change(Kind.HALF_OPEN, Cause.OPEN_INTERVAL_ELAPSED, 11.1);
        email.openUntil(after(14.1));
        change(Kind.OPEN, Cause.PROBE_FAILED, 11.2);
        show(120, 12);
        change(Kind.HALF_OPEN, Cause.OPEN_INTERVAL_ELAPSED, 14.2);
        change(Kind.CLOSED, Cause.PROBES_SUCCEEDED, 14.3);
        show(60, 15);
        show(0, 16.3);
        show(3, 17);
        show(0, 18);

        assertThat(told).extracting(line -> StoryLine.time(line.at()) + " " + line.text())
                .containsExactly(
                        "+9.1s closed -> open        failures in a row, the last: reset; calls now wait on fusebox.retry",
                        "+10.2s calls are parked: 38 wait",
                        "+11.1s open -> half_open     a few waiting calls are sent as probes",
                        "+11.2s half_open -> open     the probes failed; next try in 2.9 s",
                        "+14.2s open -> half_open     a few waiting calls are sent as probes",
                        "+14.3s half_open -> closed   the probes succeeded; 120 calls wait, and go first",
                        "+16.3s the backlog of 120 calls is drained, after 2.0 s");
        assertThat(told).extracting(StoryLine::destination).containsOnly("email");
        assertThat(told.getFirst().mood()).isEqualTo(Mood.BAD);
        assertThat(told.getLast().mood()).isEqualTo(Mood.GOOD);
    }

    @Test
    void theNextOutageIsToldLikeTheFirst() {
        for (int begin : new int[]{ 0, 40 }) {
            change(Kind.OPEN, Cause.CONSECUTIVE_FAILURES, begin + 1);
            show(10, begin + 2);
            change(Kind.HALF_OPEN, Cause.OPEN_INTERVAL_ELAPSED, begin + 3);
            change(Kind.CLOSED, Cause.PROBES_SUCCEEDED, begin + 4);
            show(0, begin + 5);
        }

        assertThat(told).hasSize(10);
        assertThat(told.subList(5, 10)).extracting(StoryLine::text)
                .isEqualTo(told.subList(0, 5).stream().map(StoryLine::text).toList());
    }

    @Test
    void aRateIsToldWithItsCounts() {
        email.window(30, 21, Duration.ofMillis(10));

        change(Kind.OPEN, Cause.FAILURE_RATE, 9);

        assertThat(told.getFirst().text()).endsWith("21 of the last 30 calls failed; calls now wait on fusebox.retry");
    }

    @Test
    void callsThatWaitForTheirNextAttemptInGoodTimesAreNoNews() {
        show(2, 5);
        show(0, 6);
        story.tell(new Sighting.Requested("a", "email")).ifPresent(told::add);
        story.tell(new Sighting.Ended("a", "email", ResultStatus.SUCCEEDED, 2)).ifPresent(told::add);

        assertThat(told).isEmpty();
    }

    private void change(Kind to, Cause cause, double at) {
        email.changed(to, cause, after(at));
        story.tell(new Sighting.Changed(email.status().stateChanges().getLast())).ifPresent(told::add);
    }

    private void show(long parked, double at) {
        story.tell(new Sighting.Shown(email.parked(parked).at(after(at)).status())).ifPresent(told::add);
    }

    private static Instant after(double seconds) {
        return NOW.plusMillis(Math.round(seconds * 1000));
    }
}
