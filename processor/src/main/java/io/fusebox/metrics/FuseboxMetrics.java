package io.fusebox.metrics;

import io.fusebox.breaker.BreakerState;
import io.fusebox.breaker.Totals;
import io.fusebox.call.BreakerName;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.KafkaStreams;

/**
 * All metrics of the process.
 *
 * <p>Who owns a breaker, a destination or a task takes a handle for it, feeds that, and gives it back: then its series are gone from
 * here, and appear on the pod that owns it next. Labels are names of breakers and destinations only; past the limit they are
 * {@code other}, and ad-hoc origins are {@code ad-hoc}. Those that share a label share its counts, and have no state.
 *
 * <p>Threading notes: all methods may be called from any thread; a handle belongs to one.
 */
public final class FuseboxMetrics implements AutoCloseable {
    /** Reasons of dead letters are few; should one ever hold what it must not, it ends here. */
    private static final int MAX_REASONS = 100;

    private final PrometheusMeterRegistry registry;
    private final Labels breakerLabels;
    private final Labels destinationLabels;
    private final Labels reasons = new Labels(MAX_REASONS);
    private final Map<String, BreakerSeries> breakers = new HashMap<>();
    private final Map<String, DestinationSeries> destinations = new HashMap<>();
    private final Map<String, Counter> deadLetters = new HashMap<>();
    private final Set<TaskMeters> tasks = ConcurrentHashMap.newKeySet();
    private final RuntimeMetrics runtime;
    private final Timer retryLateness;
    private final Counter rerouted;

    /** @param maxBreakers how many breakers, and as many destinations, have labels of their own */
    public FuseboxMetrics(int maxBreakers) {
        this(maxBreakers, Clock.SYSTEM);
    }

    FuseboxMetrics(int maxBreakers, Clock clock) {
        registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), clock);
        registry.config().namingConvention(new MetricNames()).meterFilter(new HelpForAll());
        runtime = new RuntimeMetrics(registry);
        breakerLabels = new Labels(maxBreakers);
        destinationLabels = new Labels(maxBreakers);
        Series series = new Series(registry);
        series.gauge(Meters.FUSEBOX_CALLS_IN_FLIGHT, () -> tasks.stream().mapToInt(TaskMeters::inFlight).sum());
        retryLateness = series.histogram(Meters.FUSEBOX_RETRY_LATENESS_SECONDS);
        rerouted = series.counter(Meters.FUSEBOX_REROUTED_TOTAL);
    }

    /**
     * A breaker is owned here from now on.
     *
     * @param state in which it is
     * @param already counted in its life; only what comes on top is counted here
     */
    public synchronized BreakerMeters breaker(BreakerName name, BreakerState.Kind state, Totals already) {
        String label = breakerLabels.take(name.toString());
        BreakerSeries series = breakers.computeIfAbsent(label, it -> new BreakerSeries(it, new Series(registry)));
        return new BreakerMeters(series, state, already);
    }

    /** It is owned elsewhere. */
    public synchronized void forget(BreakerMeters breaker) {
        if (breakerLabels.giveBack(breaker.series().label())) {
            breakers.remove(breaker.series().label());
            breaker.series().remove();
        }
    }

    /** A destination is owned here from now on. */
    public synchronized DestinationMeters destination(String name) {
        String label = destinationLabels.take(name);
        return new DestinationMeters(destinations.computeIfAbsent(label,
                it -> new DestinationSeries(it, new Series(registry), registry.config().clock())));
    }

    /** It is owned elsewhere. */
    public synchronized void forget(DestinationMeters destination) {
        destination.series().letGo(destination);
        if (destinationLabels.giveBack(destination.series().label())) {
            destinations.remove(destination.series().label());
            destination.series().remove();
        }
    }

    /** A task runs here from now on. */
    public TaskMeters task() {
        TaskMeters task = new TaskMeters();
        tasks.add(task);
        return task;
    }

    /** It runs elsewhere. */
    public void forget(TaskMeters task) {
        tasks.remove(task);
    }

    /** @param late from when a parked call was due until it was dispatched; negative is on time */
    public void dispatchedLate(Duration late) {
        retryLateness.record(late.isNegative() ? Duration.ZERO : late);
    }

    /** @param reason one word of a fixed set */
    public synchronized void deadLetter(String reason) {
        Counter known = deadLetters.get(reason);
        if (known == null) {
            known = deadLetters.computeIfAbsent(reasons.take(reason),
                    label -> new Series(registry).counter(Meters.FUSEBOX_DEAD_LETTERS_TOTAL, label));
        }
        known.increment();
    }

    public void rerouted() {
        rerouted.increment();
    }

    /** Adds the JVM's and the process' own. */
    public void watchRuntime() {
        runtime.watchJvm();
    }

    /** Adds Kafka Streams' and its clients' own, as long as this is not closed. */
    public void watch(KafkaStreams streams) {
        runtime.watch(streams);
    }

    /** In Prometheus' text format 0.0.4. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        runtime.close();
        registry.close();
    }
}
