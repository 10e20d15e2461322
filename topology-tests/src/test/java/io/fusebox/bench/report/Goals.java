package io.fusebox.bench.report;

import static io.fusebox.bench.report.Goal.atLeast;
import static io.fusebox.bench.report.Goal.atMost;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** All goals. Ratios are of figures of one run. */
final class Goals {
    private static final String FUSEBOX = "fusebox";
    private static final String LIMIT = "limit";

    static final List<Goal> ALL = List.of(
            atLeast(0.55, relative("throughput", "calls/s", LIMIT)),
            atLeast(1.6, all -> relativeToBestPeer(all, "throughput", "calls/s")),
            atMost(2.2, relative("cpu", "CPU per call", LIMIT)),
            atMost(15, own("latency", "median less the call")),
            atMost(60, own("latency", "p99 less the call")),
            atLeast(0.95, own("isolation", "calls/s, with bad / without")),
            atMost(1.5, own("isolation", "p99, with bad / without")),
            atLeast(0.9, own("flaky", "calls/s · 1.25 / without failures")),
            atMost(1.05, own("outage", "retry records per call")),
            atMost(5, own("outage", "CPU while waiting")),
            atLeast(0.8, own("outage", "drained/s / fresh calls/s")),
            atMost(50, own("parked", "p99 lateness")),
            atMost(64, own("parked", "heap above that with 10,000")),
            atMost(1, own("breadth", "heap per destination")),
            atLeast(0.9, own("breadth", "calls/s, 10,000 destinations / 64")),
            atMost(1, all -> relativeToFastest(all, "breaker", "by count")),
            atMost(0.5, relative("breaker", "by time", "resilience4j")),
            // None; what the JVM itself leaves in passing is spread over all calls.
            atMost(0.01, own("breaker", "by count, garbage")),
            atMost(0.01, own("breaker", "by time, garbage")),
            atMost(1.15, own("growth", "CPU per call, most / least")),
            atMost(5, own("start", "ready, 100,000 parked calls to restore")),
            atMost(2.5, own("start", "ready, empty")));

    private Goals() {}

    private static Function<Figures, Optional<Figure>> own(String scenario, String metric) {
        return all -> all.find(scenario, FUSEBOX, metric);
    }

    private static Function<Figures, Optional<Figure>> relative(String scenario, String metric, String other) {
        return all -> all.find(scenario, FUSEBOX, metric)
                .flatMap(ours -> all.find(scenario, other, metric).map(theirs -> ours.relativeTo(theirs, other)));
    }

    /** The most is best. */
    private static Optional<Figure> relativeToBestPeer(Figures all, String scenario, String metric) {
        return relativeTo("best peer", all, scenario, metric, Comparator.comparingDouble(Figure::median).reversed());
    }

    /** The least is best. */
    private static Optional<Figure> relativeToFastest(Figures all, String scenario, String metric) {
        return relativeTo("fastest", all, scenario, metric, Comparator.comparingDouble(Figure::median));
    }

    private static Optional<Figure> relativeTo(String what, Figures all, String scenario, String metric,
            Comparator<Figure> bestFirst) {
        Optional<Figure> best = all.of(scenario, metric)
                .stream()
                .filter(it -> !Set.of(FUSEBOX, LIMIT).contains(it.contender()))
                .min(bestFirst);
        return all.find(scenario, FUSEBOX, metric)
                .flatMap(ours -> best.map(theirs -> ours.relativeTo(theirs, what + ", " + theirs.contender())));
    }
}
