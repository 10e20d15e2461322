package io.fusebox.bench.scenarios;

import io.fusebox.bench.Contender;
import io.fusebox.bench.Reading;
import io.fusebox.bench.Run;
import io.fusebox.bench.Scenario;
import io.fusebox.bench.Site;
import io.fusebox.bench.Trial;
import io.fusebox.bench.Window;
import io.fusebox.bench.stub.Behaviour;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A million parked calls: the heap they take, and how late the 1,000 of them are that are due each second. */
public final class Parked implements Scenario {
    private static final int FEW = 10_000;
    private static final int MANY = 1_000_000;
    private static final int WARM_UP_CALLS = 100_000;
    private static final int PER_SECOND = 1_000;
    private static final Duration FAR = Duration.ofDays(1);
    /** For those that are due soon to be parked before. */
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration LENGTH = Duration.ofSeconds(60);
    private static final double MIB = 1 << 20;

    @Override
    public String name() {
        return "parked";
    }

    @Override
    public List<Trial> trials(Site site, List<Contender> contenders) {
        return Trial.of(this, contenders, contender -> measure(site, contender));
    }

    private static List<Reading> measure(Site site, Contender contender) throws Exception {
        try (Run run = new Run(site, contender)) {
            Pod pod = new Pod(run);
            site.stub().behave(Behaviour.answersAfter(Duration.ZERO));
            int made = site.scale().count(WARM_UP_CALLS);
            run.load().fill(made);
            run.start();
            Window.await(run, made, Optional.empty());
            int few = site.scale().count(FEW);
            park(run, few, Instant.now().plus(FAR));
            pod.awaitParked(few);
            double heapOfFew = pod.heap() / MIB;

            int due = (int) (PER_SECOND * site.scale().time(WARM_UP.plus(LENGTH)).toSeconds());
            int many = Math.max(site.scale().count(MANY), few + due);
            park(run, many - few - due, Instant.now().plus(FAR));
            pod.awaitParked(many - due);
            Instant first = Instant.now().plus(SOON);
            park(run, due, first);
            pod.awaitParked(many);
            double heapOfMany = pod.heap() / MIB;
            if (Instant.now().isAfter(first)) {
                throw new IllegalStateException("the first calls were due before all were parked");
            }
            Window.await(run, made + due * WARM_UP.toSeconds() / WARM_UP.plus(LENGTH).toSeconds(), Optional.empty());
            site.stub().resetLatencies();
            Window.await(run, made + due, Optional.empty());
            return List.of(new Reading("heap with 10,000", heapOfFew, "MiB"),
                    new Reading("heap with 1,000,000", heapOfMany, "MiB"),
                    new Reading("heap above that with 10,000", heapOfMany - heapOfFew, "MiB"),
                    new Reading("p99 lateness", site.stub().latencies().p99(), "ms"));
        }
    }

    private static void park(Run run, int calls, Instant first) {
        run.load().schedule(calls, first, PER_SECOND);
    }
}
