package io.fusebox.metrics;

import io.fusebox.breaker.BreakerState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The meters with one value of the label {@code name}; several breakers may share them. */
final class BreakerSeries {
    /** What a state change is counted by. */
    private record Change(BreakerState.Kind from, BreakerState.Kind to) {}

    private final String label;
    private final Series series;
    private final Map<Change, Counter> changes = new ConcurrentHashMap<>();
    private volatile int state;

    final Counter total;
    final Counter success;
    final Counter failure;
    final Counter successes;
    final Counter failures;
    final Counter rejections;
    final Timer responseTime;

    BreakerSeries(String label, Series series) {
        this.label = label;
        this.series = series;
        total = series.counter(Meters.CIRCUIT_BREAKER_REQUESTS_TOTAL, label, "total");
        success = series.counter(Meters.CIRCUIT_BREAKER_REQUESTS_TOTAL, label, "success");
        failure = series.counter(Meters.CIRCUIT_BREAKER_REQUESTS_TOTAL, label, "failure");
        successes = series.counter(Meters.CIRCUIT_BREAKER_SUCCESSES_TOTAL, label);
        failures = series.counter(Meters.CIRCUIT_BREAKER_FAILURES_TOTAL, label);
        rejections = series.counter(Meters.CIRCUIT_BREAKER_REJECTED_REQUESTS_TOTAL, label);
        responseTime = series.histogram(Meters.CIRCUIT_BREAKER_RESPONSE_TIME_SECONDS, label);
        if (!Labels.isShared(label)) {
            series.gauge(Meters.CIRCUIT_BREAKER_STATE, () -> state, label);
        }
    }

    String label() {
        return label;
    }

    void state(BreakerState.Kind now) {
        state = now.number();
    }

    void changed(BreakerState.Kind from, BreakerState.Kind to) {
        changes.computeIfAbsent(new Change(from, to),
                _ -> series.counter(Meters.CIRCUIT_BREAKER_STATE_CHANGES_TOTAL, label, from.label(), to.label()))
                .increment();
    }

    void remove() {
        series.remove();
    }
}
