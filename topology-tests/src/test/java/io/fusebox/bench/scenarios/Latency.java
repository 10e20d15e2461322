package io.fusebox.bench.scenarios;

import io.fusebox.bench.Contender;
import io.fusebox.bench.Load;
import io.fusebox.bench.Reading;
import io.fusebox.bench.Run;
import io.fusebox.bench.Scenario;
import io.fusebox.bench.Site;
import io.fusebox.bench.Trial;
import io.fusebox.bench.Window;
import io.fusebox.bench.stub.Behaviour;
import io.fusebox.bench.stub.Stamp;
import io.fusebox.broker.TopicLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** From producing a call until a {@code read_committed} consumer has its result, at 100 calls a second, less the call's own 5 ms. */
public final class Latency implements Scenario {
    private static final Duration CALL = Duration.ofMillis(5);
    private static final int PER_SECOND = 100;
    private static final Duration LENGTH = Duration.ofSeconds(60);
    /** Code is compiled by the first of these, and the rest happen at the pace that is measured. */
    private static final int WARM_UP_CALLS = 100_000;
    private static final Duration WARM_UP = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public List<Trial> trials(Site site, List<Contender> contenders) {
        return Trial.of(this, contenders, contender -> measure(site, contender));
    }

    private static List<Reading> measure(Site site, Contender contender) throws Exception {
        try (Run run = new Run(site, contender)) {
            site.stub().behave(Behaviour.answersAfter(CALL));
            int warmUp = site.scale().count(WARM_UP_CALLS);
            run.load().fill(warmUp);
            run.start();
            Window.await(run, warmUp, Optional.empty());
            try (TopicLog<String> results = run.resultKeys()) {
                run.load().pace(PER_SECOND, site.scale().time(WARM_UP));
                long begin = Stamp.now();
                run.load().pace(PER_SECOND, site.scale().time(LENGTH));
                results.await(run.load().sent(), Duration.ofSeconds(60));
                return readings(results.entries()
                        .stream()
                        .filter(it -> Load.stampOf(it.key()) >= begin)
                        .map(it -> Stamp.micros(it.seenAt()) - Load.stampOf(it.key()) - CALL.toNanos() / 1_000)
                        .sorted()
                        .toList());
            }
        }
    }

    private static List<Reading> readings(List<Long> sortedMicros) {
        return List.of(new Reading("median less the call", at(0.5, sortedMicros), "ms"),
                new Reading("p99 less the call", at(0.99, sortedMicros), "ms"));
    }

    private static double at(double share, List<Long> sortedMicros) {
        return sortedMicros.get((int) (share * (sortedMicros.size() - 1))) / 1_000.0;
    }
}
