package io.fusebox.bench.scenarios;

import io.fusebox.bench.Contender;
import io.fusebox.bench.Reading;
import io.fusebox.bench.Run;
import io.fusebox.bench.Scenario;
import io.fusebox.bench.Site;
import io.fusebox.bench.Trial;
import io.fusebox.bench.Window;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * 200,000 calls to a destination that refuses connections for two minutes: what they cost while they wait, and how fast they leave
 * after it, beside calls that never had to wait.
 */
public final class Outage implements Scenario {
    private static final int CALLS = 200_000;
    private static final Duration WAITING = Duration.ofMinutes(2);
    /** Probes now and then, so that it notices soon when all is well; then at full speed. */
    private static final Map<String, String> POLICY = Map.of(
            "breaker.open-interval-max", "10s",
            "breaker.ramp-up", "off");

    @Override
    public String name() {
        return "outage";
    }

    @Override
    public List<Trial> trials(Site site, List<Contender> contenders) {
        return Trial.of(this, contenders, contender -> measure(site, contender));
    }

    private static List<Reading> measure(Site site, Contender contender) throws Exception {
        try (Run run = new Run(site, contender, job -> job.withDestinations(1).withPolicy(POLICY))) {
            double fresh = Amount.of(site, contender, CALLS).measure(run).callsPerSecond();
            long parkedBefore = run.retryRecords();
            site.stub().shut();
            int calls = site.scale().count(CALLS);
            run.load().fill(calls);
            new Pod(run).awaitParked(calls);
            double waiting = coreShare(run, site.scale().time(WAITING));
            site.stub().open();
            // The probes and the first few behind them belong to the recovery.
            int all = run.load().sent();
            Window drain = Window.measure(run, all - calls + calls / 20, all, Optional.empty(), Optional.empty());
            return List.of(
                    new Reading("retry records per call", (run.retryRecords() - parkedBefore) / (double) calls, ""),
                    new Reading("CPU while waiting", 100 * waiting, "% of a core"),
                    new Reading("fresh calls/s", fresh, "1/s"),
                    new Reading("drained/s", drain.callsPerSecond(), "1/s"),
                    new Reading("drained/s / fresh calls/s", drain.callsPerSecond() / fresh, ""));
        }
    }

    private static double coreShare(Run run, Duration length) throws InterruptedException {
        Duration before = run.cpu();
        Thread.sleep(length);
        return (double) run.cpu().minus(before).toNanos() / length.toNanos();
    }
}
