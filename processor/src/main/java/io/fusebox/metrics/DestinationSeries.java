package io.fusebox.metrics;

import io.fusebox.call.ResultSource;
import io.fusebox.call.ResultStatus;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** The meters with one value of the label {@code destination}; several destinations may share them. */
final class DestinationSeries {
    private static final double MILLIS = 1_000.0;

    private final String label;
    private final Series series;
    private final Set<DestinationMeters> holders = ConcurrentHashMap.newKeySet();
    private final Map<ResultStatus, Counter> results = new ConcurrentHashMap<>();
    private final Map<ResultSource, Counter> fallbacks = new ConcurrentHashMap<>();
    private final AtomicReference<Optional<Counter>> duplicates = new AtomicReference<>(Optional.empty());

    DestinationSeries(String label, Series series, Clock clock) {
        this.label = label;
        this.series = series;
        series.gauge(Meters.FUSEBOX_CALLS_PARKED, () -> holders.stream().mapToLong(DestinationMeters::parked).sum(),
                label);
        series.gauge(Meters.FUSEBOX_CALLS_PARKED_OLDEST_SECONDS,
                () -> holders.stream()
                        .mapToDouble(holder -> holder.oldestAgeMillis(clock.wallTime()) / MILLIS)
                        .max()
                        .orElse(0),
                label);
    }

    String label() {
        return label;
    }

    void hold(DestinationMeters holder) {
        holders.add(holder);
    }

    void letGo(DestinationMeters holder) {
        holders.remove(holder);
    }

    void result(ResultStatus status) {
        Counter known = results.get(status);
        (known == null ? newCounter(status) : known).increment();
    }

    private Counter newCounter(ResultStatus status) {
        return results.computeIfAbsent(status, _ -> series.counter(Meters.FUSEBOX_RESULTS_TOTAL, label, status.name()));
    }

    void fallback(ResultSource source) {
        fallbacks
                .computeIfAbsent(source, _ -> series.counter(Meters.FUSEBOX_FALLBACKS_TOTAL, label, source.name()))
                .increment();
    }

    /** Registered with the first: most destinations do not look for them. */
    void duplicate() {
        duplicates.updateAndGet(known -> known.or(this::duplicateCounter)).ifPresent(Counter::increment);
    }

    private Optional<Counter> duplicateCounter() {
        return Optional.of(series.counter(Meters.FUSEBOX_DUPLICATES_TOTAL, label));
    }

    void remove() {
        series.remove();
    }
}
