package io.fusebox.app;

import io.fusebox.breaker.BreakerStatus;
import io.fusebox.breaker.StateChange;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Outcome;
import io.fusebox.call.ResultSource;
import io.fusebox.call.ResultStatus;
import io.fusebox.metrics.BreakerMeters;
import io.fusebox.metrics.DestinationMeters;
import io.fusebox.metrics.FuseboxMetrics;
import io.fusebox.metrics.TaskMeters;
import io.fusebox.topology.TrafficListener;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.TaskId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Feeds one task's traffic to the meters. */
final class MeteredTraffic implements TrafficListener {
    private static final Logger LOG = LoggerFactory.getLogger(MeteredTraffic.class);

    private record Parked(long calls, Optional<Instant> oldest) {}

    private final FuseboxMetrics metrics;
    private final OpenTasks openTasks;
    private final TaskId taskId;
    private final TaskMeters task;
    /** Destinations that nobody has configured: their names are whatever a request said. */
    private final DestinationMeters strangers;
    private final Map<BreakerName, BreakerMeters> breakers = new HashMap<>();
    private final Map<String, DestinationMeters> destinations = new HashMap<>();
    /** By destination: very many are looked at one at a time. */
    private final Map<String, Map<BreakerName, Parked>> parked = new HashMap<>();
    private final Set<BreakerName> warned = new HashSet<>();

    MeteredTraffic(FuseboxMetrics metrics, OpenTasks openTasks, TaskId taskId) {
        this.metrics = metrics;
        this.openTasks = openTasks;
        this.taskId = taskId;
        this.task = metrics.task();
        this.strangers = metrics.destination("other");
        openTasks.opened(taskId);
    }

    @Override
    public void onRetryStarted(Duration lateness) {
        metrics.dispatchedLate(lateness);
    }

    @Override
    public void onAttempt(BreakerName breaker, Outcome outcome, Duration duration) {
        BreakerMeters meters = breakers.get(breaker);
        if (meters != null) {
            meters.attempted(outcome, duration);
        }
    }

    @Override
    public void onStateChange(StateChange change) {
        BreakerMeters meters = breakers.get(change.breaker());
        if (meters != null && change.isChange()) {
            meters.changed(change);
        }
    }

    @Override
    public void onStatus(BreakerStatus status) {
        breakers.computeIfAbsent(status.name(),
                name -> metrics.breaker(name, status.state(), status.metrics().totals()))
                .advanceTo(status.metrics().totals());
        parked.computeIfAbsent(status.name().destination(), _ -> new HashMap<>(2))
                .put(status.name(), new Parked(status.parked(), status.parkedOldest()));
        showParked(status.name().destination());
        if (status.metrics().windowHoldsLessThanASecond() && warned.add(status.name())) {
            LOG.atWarn()
                    .addKeyValue("breaker", status.name())
                    .addKeyValue("covers", status.metrics().windowCovered())
                    .log("its window holds less than a second of its traffic, so that chance may open it; raise window.size, or set it to 0");
        }
    }

    @Override
    public void onBreakerGone(BreakerName breaker) {
        BreakerMeters meters = breakers.remove(breaker);
        if (meters != null) {
            metrics.forget(meters);
        }
        boolean last = parked.computeIfPresent(breaker.destination(), (_, lanes) -> without(lanes, breaker)) == null;
        DestinationMeters destination = last ? destinations.remove(breaker.destination()) : null;
        if (destination != null) {
            metrics.forget(destination);
        }
    }

    private static @Nullable Map<BreakerName, Parked> without(Map<BreakerName, Parked> lanes, BreakerName gone) {
        lanes.remove(gone);
        return lanes.isEmpty() ? null : lanes;
    }

    @Override
    public void onResult(String destination, ResultStatus status) {
        destinations.getOrDefault(destination, strangers).result(status);
    }

    @Override
    public void onFallback(String destination, ResultSource source) {
        // A backup's task tells of destinations that it has not seen: they are configured all the same.
        destinations.computeIfAbsent(destination, metrics::destination).fallback(source);
    }

    @Override
    public void onDuplicate(String destination) {
        destinations.getOrDefault(destination, strangers).duplicate();
    }

    @Override
    public void onDeadLetter(String reason) {
        metrics.deadLetter(reason);
    }

    @Override
    public void onRerouted() {
        metrics.rerouted();
    }

    @Override
    public void onInFlight(int attempts) {
        task.inFlight(attempts);
    }

    @Override
    public void onDrained() {
        openTasks.ended(taskId);
    }

    @Override
    public void close() {
        breakers.values().forEach(metrics::forget);
        destinations.values().forEach(metrics::forget);
        metrics.forget(strangers);
        metrics.forget(task);
        openTasks.ended(taskId);
    }

    /** A destination's parked calls are those of all its breakers. */
    private void showParked(String destination) {
        long calls = 0;
        Optional<Instant> oldest = Optional.empty();
        for (Parked lane : parked.getOrDefault(destination, Map.of()).values()) {
            calls += lane.calls();
            oldest = earlier(oldest, lane.oldest());
        }
        destinations.computeIfAbsent(destination, metrics::destination).parked(calls, oldest);
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return one.filter(at -> other.filter(at::isAfter).isEmpty()).or(() -> other);
    }
}
