package io.fusebox.metrics;

import io.fusebox.call.ResultSource;
import io.fusebox.call.ResultStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * The meters of one destination, resolved once.
 *
 * <p>Threading notes: called by the thread that owns the destination. Scrapes read beside it.
 */
public final class DestinationMeters {
    private static final long NOTHING_PARKED = Long.MAX_VALUE;

    private final DestinationSeries series;
    private volatile long parked;
    private volatile long oldest = NOTHING_PARKED;

    DestinationMeters(DestinationSeries series) {
        this.series = series;
        series.hold(this);
    }

    public void result(ResultStatus status) {
        series.result(status);
    }

    public void fallback(ResultSource source) {
        series.fallback(source);
    }

    /** A call came a second time. */
    public void duplicate() {
        series.duplicate();
    }

    /**
     * How many calls are parked now.
     *
     * @param oldestSince since when the one that waits longest has waited; its age is reckoned at each scrape
     */
    public void parked(long count, Optional<Instant> oldestSince) {
        parked = count;
        oldest = oldestSince.map(Instant::toEpochMilli).orElse(NOTHING_PARKED);
    }

    long parked() {
        return parked;
    }

    long oldestAgeMillis(long now) {
        return oldest == NOTHING_PARKED ? 0 : Math.max(0, now - oldest);
    }

    DestinationSeries series() {
        return series;
    }
}
