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

/** 10,000 destinations, each called: what one more of them costs in memory, and what they all cost in calls a second. */
public final class Breadth implements Scenario {
    private static final int FEW = 64;
    private static final int MANY = 10_000;
    private static final int CALLS = 500_000;
    private static final Map<String, String> POLICY = Map.of("breaker.window.size", "10");
    /** Connections that nobody uses are closed, and the memory of them is given back. */
    private static final Duration IDLE = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "breadth";
    }

    @Override
    public List<Trial> trials(Site site, List<Contender> contenders) {
        return Trial.of(this, contenders, contender -> {
            double few = callsToFew(site, contender);
            return callsToMany(site, contender, few);
        });
    }

    private static double callsToFew(Site site, Contender contender) throws Exception {
        try (Run run = new Run(site, contender, job -> job.withDestinations(FEW).withPolicy(POLICY))) {
            return Amount.of(site, contender, CALLS).measure(run).callsPerSecond();
        }
    }

    private static List<Reading> callsToMany(Site site, Contender contender, double callsToFew) throws Exception {
        try (Run run = new Run(site, contender, job -> job.withDestinations(MANY).withPolicy(POLICY))) {
            Amount amount = Amount.of(site, contender, CALLS);
            run.load().fill(amount.warmUp(), run.job().names().subList(0, FEW));
            run.start();
            Window.await(run, amount.warmUp(), Optional.empty());
            Thread.sleep(IDLE);
            long before = new Pod(run).heap();
            run.load().fill(Math.max(MANY, amount.offered()));
            int warm = 2 * amount.warmUp();
            Window window = Window.measure(run, warm, run.load().sent(), Optional.empty(), Optional.empty());
            Thread.sleep(IDLE);
            double kibPerDestination = (new Pod(run).heap() - before) / 1024.0 / (MANY - FEW);
            return List.of(new Reading("calls/s, 64 destinations", callsToFew, "1/s"),
                    new Reading("calls/s, 10,000 destinations", window.callsPerSecond(), "1/s"),
                    new Reading("calls/s, 10,000 destinations / 64", window.callsPerSecond() / callsToFew, ""),
                    new Reading("heap per destination", kibPerDestination, "KiB"));
        }
    }
}
