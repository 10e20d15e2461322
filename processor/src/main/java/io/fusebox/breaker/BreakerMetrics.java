package io.fusebox.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a breaker and its destination do. Counts, rates and averages are of the window, totals of the lifetime.
 *
 * <p>While it is open the window shows the calls that opened it; from the first vote of a half-open on, that round's probes.
 *
 * @param throughput calls per second over the time that the window covers; 0 while it is open
 * @param windowCovered the span that the window's counts stand for
 * @param windowFull whether a window by count holds as many calls as it can
 * @param availability the share of the last hour that it was not open (or forced open), 0 to 1
 * @param stateChanges the last 20, oldest first
 */
public record BreakerMetrics(
        BreakerState.Kind state,
        WindowCounts window,
        Totals totals,
        Optional<LastFailure> lastFailure,
        double throughput,
        Duration windowCovered,
        boolean windowFull,
        double availability,
        List<StateChange> stateChanges) {

    public long failureCount() {
        return window.failed();
    }

    public long successCount() {
        return window.succeeded();
    }

    public double failureRate() {
        return window.failureRate();
    }

    public double successRate() {
        return window.successRate();
    }

    public double slowRate() {
        return window.slowRate();
    }

    public Duration averageResponseTime() {
        return window.average();
    }

    public long totalRequests() {
        return totals.calls();
    }

    public long totalSuccesses() {
        return totals.successes();
    }

    public long totalFailures() {
        return totals.failures();
    }

    public long totalRejections() {
        return totals.rejections();
    }

    public Optional<Instant> lastFailureTime() {
        return lastFailure.map(LastFailure::at);
    }

    /** 0 to 100: 70 · success rate + min(30, max(0, 6 · (5 − average seconds))); 94 at a second, 100 where nothing was called. */
    public double healthScore() {
        double seconds = averageResponseTime().toNanos() / 1e9;
        return 70 * successRate() + Math.clamp(6 * (5 - seconds), 0.0, 30.0);
    }

    /** Whether the window is too small for the traffic: it judges by the last moment, and chance opens it. */
    public boolean windowHoldsLessThanASecond() {
        return windowFull && windowCovered.compareTo(Duration.ofSeconds(1)) < 0;
    }
}
