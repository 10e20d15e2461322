package io.fusebox.metrics;

import io.fusebox.breaker.BreakerState;
import io.fusebox.breaker.StateChange;
import io.fusebox.breaker.Totals;
import io.fusebox.call.FailureKind;
import io.fusebox.call.Outcome;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;

/**
 * The meters of one breaker, resolved once.
 *
 * <p>Threading notes: called by the thread that owns the breaker, and costs no lookup and no lock there. Scrapes read beside it.
 */
public final class BreakerMeters {
    private final BreakerSeries series;
    private Totals counted;

    BreakerMeters(BreakerSeries series, BreakerState.Kind state, Totals already) {
        this.series = series;
        this.counted = already;
        series.state(state);
    }

    /** Times an attempt, if its duration tells how fast the destination is: an answer does, and a timeout. */
    public void attempted(Outcome outcome, Duration duration) {
        boolean timed = switch (outcome) {
            case Outcome.Answered _ -> true;
            case Outcome.Failed(FailureKind kind, var _, var _) -> kind == FailureKind.TIMEOUT;
        };
        if (timed) {
            series.responseTime.record(duration);
        }
    }

    /**
     * Counts what has happened since the last time, or since the handle was made. Only that: totals are of a breaker's life, in which
     * it may have been counted by other pods.
     *
     * @param totals of the breaker, now; smaller ones than before count nothing
     */
    public void advanceTo(Totals totals) {
        count(series.total, totals.calls() - counted.calls());
        count(series.success, totals.successes() - counted.successes());
        count(series.successes, totals.successes() - counted.successes());
        count(series.failure, totals.failures() - counted.failures());
        count(series.failures, totals.failures() - counted.failures());
        count(series.rejections, totals.rejections() - counted.rejections());
        counted = totals;
    }

    private static void count(Counter counter, long more) {
        if (more > 0) {
            counter.increment((double) more);
        }
    }

    public void changed(StateChange change) {
        series.changed(change.from(), change.to());
        series.state(change.to());
    }

    BreakerSeries series() {
        return series;
    }
}
