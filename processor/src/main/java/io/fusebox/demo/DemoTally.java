package io.fusebox.demo;

import io.fusebox.breaker.BreakerStatus;
import io.fusebox.call.BreakerName;
import io.fusebox.call.ResultStatus;
import io.fusebox.demo.DemoSummary.Guests;
import io.fusebox.demo.DemoSummary.Row;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts what the topics say. The demo's own calls are known by their ids, and each of them must have exactly one terminal result.
 *
 * <p>Threading notes: told by one thread, asked by others.
 */
final class DemoTally {
    private final String ownIds;
    private final String lightIds;
    private final Map<String, Fate> fates = new HashMap<>();
    private final Map<String, Counts> counts = new LinkedHashMap<>();
    private final Map<BreakerName, BreakerStatus> statuses = new HashMap<>();
    private final Map<ResultStatus, Integer> guestResults = new EnumMap<>(ResultStatus.class);
    private int guestCalls;
    private int unreadable;
    private int lightResults;

    /** A call's: it may be seen to end before it is seen to be asked for, because these are two topics. */
    private static final class Fate {
        private final Counts counts;
        private boolean requested;
        private int results;

        private Fate(Counts counts) {
            this.counts = counts;
        }
    }

    private static final class Counts {
        private final Map<ResultStatus, Integer> results = new EnumMap<>(ResultStatus.class);
        private int sent;
        private int lost;
        private int doubled;
        private int breakerChanges;
        private long attempts;
        private long parkedPeak;
    }

    /**
     * What can be told while it goes on.
     *
     * @param open calls that were sent, and have no result yet
     * @param breakers as last told
     */
    record Progress(int sent, int open, Map<BreakerName, BreakerStatus> breakers) {}

    /**
     * @param ownIds how the ids of the demo's calls begin
     * @param lightIds how those of its calls begin that are not counted: there is no end to them
     */
    DemoTally(String ownIds, String lightIds) {
        this.ownIds = ownIds;
        this.lightIds = lightIds;
        DemoDestinations.NAMES.forEach(this::countsOf);
    }

    synchronized void accept(Sighting sighting) {
        switch (sighting) {
            case Sighting.Requested requested -> request(requested);
            case Sighting.Unreadable _ -> unreadable++;
            case Sighting.Ended ended -> end(ended);
            case Sighting.Changed(var change) -> countsOf(change.breaker().destination()).breakerChanges++;
            case Sighting.Shown(var status) -> show(status);
        }
    }

    private void request(Sighting.Requested requested) {
        if (requested.id().startsWith(lightIds)) {
            return;
        }
        if (!requested.id().startsWith(ownIds)) {
            guestCalls++;
            return;
        }
        Fate fate = fateOf(requested.id(), requested.destination());
        fate.requested = true;
        fate.counts.sent++;
        if (fate.results == 0) {
            fate.counts.lost++;
        }
    }

    private void end(Sighting.Ended ended) {
        if (!ended.status().isTerminal()) {
            return;
        }
        if (ended.id().startsWith(lightIds)) {
            lightResults++;
            return;
        }
        if (!ended.id().startsWith(ownIds)) {
            guestResults.merge(ended.status(), 1, Integer::sum);
            return;
        }
        Fate fate = fateOf(ended.id(), ended.destination());
        fate.results++;
        fate.counts.results.merge(ended.status(), 1, Integer::sum);
        fate.counts.attempts += ended.attempts();
        if (fate.results > 1) {
            fate.counts.doubled++;
        } else if (fate.requested) {
            fate.counts.lost--;
        }
    }

    private void show(BreakerStatus status) {
        statuses.put(status.name(), status);
        String destination = status.name().destination();
        long parked = statuses.values()
                .stream()
                .filter(it -> it.name().destination().equals(destination))
                .mapToLong(BreakerStatus::parked)
                .sum();
        Counts its = countsOf(destination);
        its.parkedPeak = Math.max(its.parkedPeak, parked);
    }

    private Fate fateOf(String id, String destination) {
        return fates.computeIfAbsent(id, _ -> new Fate(countsOf(destination)));
    }

    private Counts countsOf(String destination) {
        return counts.computeIfAbsent(destination, _ -> new Counts());
    }

    /** Terminal results of the calls that are not counted. */
    synchronized int lightResults() {
        return lightResults;
    }

    synchronized Progress progress() {
        int sent = counts.values().stream().mapToInt(its -> its.sent).sum();
        int open = counts.values().stream().mapToInt(its -> its.lost).sum();
        return new Progress(sent, open, Map.copyOf(statuses));
    }

    synchronized DemoSummary summary() {
        return new DemoSummary(counts.entrySet().stream().map(entry -> row(entry.getKey(), entry.getValue())).toList(),
                new Guests(guestCalls, unreadable, Map.copyOf(guestResults)));
    }

    private static Row row(String destination, Counts its) {
        return new Row(destination, its.sent, Map.copyOf(its.results), its.parkedPeak, its.breakerChanges, its.attempts,
                its.lost, its.doubled);
    }
}
