package io.fusebox.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import org.jspecify.annotations.Nullable;

/**
 * Names as Prometheus wants them. Some that Micrometer takes over from Kafka and the JVM have abbreviated units, or a suffix that is a
 * histogram's. Here and not in a meter filter, because the binder of Kafka's metrics finds its meters again by the names that it gave.
 */
final class MetricNames implements NamingConvention {
    private static final String COUNT = "_count";

    private final NamingConvention prometheus = new PrometheusNamingConvention();

    @Override
    public String name(String name, Meter.Type type, @Nullable String baseUnit) {
        String usual = prometheus.name(name, type, baseUnit)
                .replaceAll("_ns(?=_|$)", "_nanos")
                .replaceAll("_ms(?=_|$)", "_millis");
        return type == Meter.Type.GAUGE && usual.endsWith(COUNT)
                ? usual.substring(0, usual.length() - COUNT.length()) + "s"
                : usual;
    }

    @Override
    public String tagKey(String key) {
        return prometheus.tagKey(key);
    }

    @Override
    public String tagValue(String value) {
        return prometheus.tagValue(value);
    }
}
