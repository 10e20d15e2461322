package io.fusebox.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Registers meters of the enum, and takes them out of the registry again together. */
final class Series {
    private static final Duration[] BUCKETS = List
            .of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000)
            .stream()
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final List<Meter> meters = new CopyOnWriteArrayList<>();

    Series(MeterRegistry registry) {
        this.registry = registry;
    }

    Counter counter(Meters meter, String... labelValues) {
        return kept(Counter.builder(meter.metric())
                .description(meter.help())
                .tags(tags(meter, labelValues))
                .register(registry));
    }

    /** @param value read at every scrape, by another thread */
    void gauge(Meters meter, Supplier<Number> value, String... labelValues) {
        kept(Gauge.builder(meter.metric(), value)
                .description(meter.help())
                .tags(tags(meter, labelValues))
                .register(registry));
    }

    Timer histogram(Meters meter, String... labelValues) {
        return kept(Timer.builder(meter.metric())
                .description(meter.help())
                .tags(tags(meter, labelValues))
                .serviceLevelObjectives(BUCKETS)
                .register(registry));
    }

    private static Tags tags(Meters meter, String... values) {
        Tags tags = Tags.empty();
        for (int i = 0; i < meter.labels().size(); i++) {
            tags = tags.and(meter.labels().get(i), values[i]);
        }
        return tags;
    }

    private <M extends Meter> M kept(M meter) {
        meters.add(meter);
        return meter;
    }

    void remove() {
        meters.forEach(registry::remove);
    }
}
