package io.fusebox.gate;

import java.time.Duration;

/**
 * Finds out how many attempts a destination takes at once: more while they are answered about as fast as when there are few of them,
 * fewer when they take longer or fail.
 *
 * <p>A gradient, after Netflix' concurrency-limits ("Performance Under Load", 2018), with the baseline of Envoy's adaptive concurrency
 * filter. Answers are looked at in windows of as many as there are places, and at least ten. At a window's end the limit moves a fifth
 * of the way to
 *
 * <pre>limit · gradient + √limit,   gradient = 1.5 · baseline / average latency of the window, from 0.5 to 1</pre>
 *
 * The baseline is the average latency of ten attempts while the limit is at its least: at first, and again after each 100 windows. A
 * window with failures takes a tenth of the places away instead. Where fewer than half of them were used, none are added: it is not
 * known what they would do.
 */
final class AdaptiveLimit {
    private static final int SMALLEST_WINDOW = 10;
    private static final int WINDOWS_OF_A_BASELINE = 100;
    private static final double TOLERANCE = 1.5;
    private static final double LEAST_GRADIENT = 0.5;
    private static final double STEP = 0.2;
    private static final double AFTER_FAILURES = 0.9;

    private int least;
    private int most;
    private double limit;
    private double baselineNanos;
    private boolean isMeasuringBaseline = true;
    /** Ends of attempts that were under way beside many others when the measurement began. */
    private int notMeasured;
    private int windows;

    private int peak;
    private int answers;
    private int failures;
    private long nanos;

    /** It begins with as few places as it may have: a new owner does not know how the destination is. */
    AdaptiveLimit(int least, int most) {
        this.least = least;
        this.most = most;
        this.limit = least;
    }

    void changeTo(int least, int most) {
        this.least = least;
        this.most = most;
        limit = Math.clamp(limit, least, most);
    }

    int limit() {
        return isMeasuringBaseline ? least : (int) limit;
    }

    /** @param inFlight with the one that has started */
    void started(int inFlight) {
        peak = Math.max(peak, inFlight);
    }

    /**
     * @param well whether the destination answered, and not that it is in trouble
     * @param latency from the start of an attempt to its end
     * @param inFlight without the one that has ended
     */
    void ended(boolean well, Duration latency, int inFlight) {
        if (notMeasured > 0) {
            notMeasured--;
            return;
        }
        if (well) {
            answers++;
            nanos += latency.toNanos();
        } else {
            failures++;
        }
        if (answers + failures >= Math.max(SMALLEST_WINDOW, limit())) {
            closeWindow(inFlight);
            answers = 0;
            failures = 0;
            nanos = 0;
            peak = inFlight;
        }
    }

    private void closeWindow(int inFlight) {
        if (failures > 0) {
            limit = Math.max(least, limit * AFTER_FAILURES);
        } else if (isMeasuringBaseline) {
            baselineNanos = (double) nanos / answers;
            isMeasuringBaseline = false;
            windows = 0;
        } else {
            move((double) nanos / answers);
        }
        if (++windows >= WINDOWS_OF_A_BASELINE && !isMeasuringBaseline) {
            isMeasuringBaseline = true;
            notMeasured = inFlight;
        }
    }

    private void move(double latency) {
        double gradient = Math.clamp(TOLERANCE * baselineNanos / Math.max(latency, 1), LEAST_GRADIENT, 1);
        double target = limit * gradient + Math.sqrt(limit);
        double next = limit + STEP * (target - limit);
        if (next <= limit || 2 * peak >= limit) {
            limit = Math.clamp(next, least, most);
        }
    }
}
