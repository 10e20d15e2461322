package io.fusebox.breaker;

import io.fusebox.breaker.StateChange.Cause;
import io.fusebox.call.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/** What speaks for opening: the window, and the failures in a row. Knows no state; the breaker says what counts and when it ages. */
final class Evidence {
    private BreakerPolicy policy;
    private OutcomeWindow window;
    private int failuresInARow;
    private long firstFailureMillis;
    private long lastFailureMillis;

    Evidence(BreakerPolicy policy, WindowSnapshot content, FailureStreak streak) {
        this.policy = policy;
        this.window = OutcomeWindow.of(policy.windowSize(), policy.windowDuration(), content);
        this.failuresInARow = streak.failures();
        this.firstFailureMillis = streak.first().toEpochMilli();
        this.lastFailureMillis = streak.last().toEpochMilli();
    }

    void record(Verdict verdict, boolean slow, Outcome outcome, Duration duration, long atMillis) {
        switch (verdict) {
            case IGNORED -> window.recordIgnored(atMillis);
            case SUCCESS -> {
                failuresInARow = 0;
                window.recordCall(atMillis, false, slow);
            }
            case FAILURE -> {
                firstFailureMillis = failuresInARow == 0 ? atMillis : firstFailureMillis;
                lastFailureMillis = atMillis;
                failuresInARow++;
                window.recordCall(atMillis, true, slow);
            }
        }
        if (Verdict.isTimed(outcome)) {
            window.recordTime(duration.toNanos() / 1_000);
        }
    }

    /** The first of the rules that is met; asked after each recorded call. */
    Optional<Cause> reasonToOpen() {
        if (failedTooOftenInARow()) {
            return Optional.of(Cause.CONSECUTIVE_FAILURES);
        }
        if (window.calls() < policy.minimumCalls()) {
            return Optional.empty();
        }
        if (reaches(policy.failureRateThreshold(), window.failed())) {
            return Optional.of(Cause.FAILURE_RATE);
        }
        return reaches(policy.slowCallRateThreshold(), window.slow()) ? Optional.of(Cause.SLOW_CALL_RATE)
                : Optional.empty();
    }

    private boolean reaches(OptionalDouble threshold, long part) {
        return threshold.isPresent() && (double) part / window.calls() >= threshold.getAsDouble();
    }

    private boolean failedTooOftenInARow() {
        return policy.failureThreshold().isPresent() && failuresInARow >= policy.failureThreshold().getAsInt()
                && lastFailureMillis - firstFailureMillis >= policy.failureThresholdSpan().toMillis();
    }

    void changePolicy(BreakerPolicy next) {
        policy = next;
        if (!window.isShapedFor(next.windowSize(), next.windowDuration())) {
            window = OutcomeWindow.of(next.windowSize(), next.windowDuration(), window.snapshot());
        }
    }

    void advanceTo(long nowMillis) {
        window.advanceTo(nowMillis);
    }

    void clear(long nowMillis) {
        failuresInARow = 0;
        window.clear(nowMillis);
    }

    void moveBack(Duration by) {
        long millis = by.toMillis();
        window.moveBack(millis);
        firstFailureMillis -= millis;
        lastFailureMillis -= millis;
    }

    WindowCounts counts() {
        return window.counts();
    }

    Duration covered() {
        return window.covered();
    }

    /** Calls per second, ignored ones among them. A window that is young, and not full, is taken for a second old. */
    double throughput() {
        long atLeast = window.isFull() ? 1 : 1_000;
        WindowCounts counts = counts();
        return (counts.calls() + counts.ignored()) * 1_000.0 / Math.max(atLeast, covered().toMillis());
    }

    boolean isFull() {
        return window.isFull();
    }

    WindowSnapshot window() {
        return window.snapshot();
    }

    FailureStreak streak() {
        return new FailureStreak(failuresInARow, Instant.ofEpochMilli(firstFailureMillis),
                Instant.ofEpochMilli(lastFailureMillis));
    }
}
