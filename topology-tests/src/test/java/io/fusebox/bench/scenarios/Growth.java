package io.fusebox.bench.scenarios;

import io.fusebox.bench.Contender;
import io.fusebox.bench.Reading;
import io.fusebox.bench.Run;
import io.fusebox.bench.Scenario;
import io.fusebox.bench.Site;
import io.fusebox.bench.Trial;
import io.fusebox.bench.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** CPU per call when 1,000 calls come at once, and when a million do. */
public final class Growth implements Scenario {
    private static final List<Integer> BURSTS = List.of(1_000, 10_000, 100_000, 1_000_000);
    /** Of small bursts there are as many as make up so many calls. */
    private static final int ENOUGH = 100_000;
    private static final int WARM_UP = 1_000_000;

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public List<Trial> trials(Site site, List<Contender> contenders) {
        return Trial.of(this, contenders, contender -> measure(site, contender));
    }

    private static List<Reading> measure(Site site, Contender contender) throws Exception {
        List<Reading> readings = new ArrayList<>();
        try (Run run = new Run(site, contender)) {
            run.start();
            burst(run, site.scale().count(WARM_UP));
            for (int burst : BURSTS) {
                // What is compiled anew, as calls come in another way, is not to be in it.
                cpuMicrosPerCall(run, site.scale().count(Math.min(burst, ENOUGH)), site.scale().count(ENOUGH));
                double micros = cpuMicrosPerCall(run, site.scale().count(burst),
                        site.scale().count(Math.max(burst, ENOUGH)));
                readings.add(new Reading(String.format(Locale.ROOT, "CPU per call, %,d at once", burst), micros, "µs"));
            }
        }
        double most = readings.stream().mapToDouble(Reading::value).max().orElseThrow();
        double least = readings.stream().mapToDouble(Reading::value).min().orElseThrow();
        readings.add(new Reading("CPU per call, most / least", most / least, ""));
        return readings;
    }

    private static double cpuMicrosPerCall(Run run, int burst, int calls) throws InterruptedException {
        Duration before = run.cpu();
        int made = 0;
        for (; made < calls; made += burst) {
            burst(run, burst);
        }
        return run.cpu().minus(before).toNanos() / 1e3 / made;
    }

    private static void burst(Run run, int calls) throws InterruptedException {
        run.load().fill(calls);
        Window.await(run, run.load().sent(), Optional.empty());
    }
}
