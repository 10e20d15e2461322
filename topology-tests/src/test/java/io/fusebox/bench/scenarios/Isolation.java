package io.fusebox.bench.scenarios;

import io.fusebox.bench.Contender;
import io.fusebox.bench.Job;
import io.fusebox.bench.Reading;
import io.fusebox.bench.Run;
import io.fusebox.bench.Scenario;
import io.fusebox.bench.Site;
import io.fusebox.bench.Trial;
import io.fusebox.bench.Window;
import io.fusebox.bench.stub.Behaviour;
import io.fusebox.bench.stub.Percentiles;
import io.fusebox.processes.FreePort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What 62 destinations notice of two others, one of which hangs until the timeout while the other refuses connections: calls a second
 * out of a full topic, and the time from producing a call to its answer at an easy pace.
 */
public final class Isolation implements Scenario {
    private static final int CALLS = 300_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** Whoever is held up is not waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PER_SECOND = 1_000;
    private static final int SLOW_PER_SECOND = 100;
    private static final Duration PACED = Duration.ofSeconds(20);
    private static final String HANGING = Job.name(0);
    private static final String REFUSING = Job.name(1);

    /** What the good destinations saw. */
    private record Phase(double callsPerSecond, Percentiles latencies) {}

    @Override
    public String name() {
        return "isolation";
    }

    @Override
    public List<Trial> trials(Site site, List<Contender> contenders) {
        return Trial.of(this, contenders, contender -> measure(site, contender));
    }

    private static List<Reading> measure(Site site, Contender contender) throws Exception {
        Phase without = phase(site, contender, false);
        Phase with = phase(site, contender, true);
        List<Reading> readings = new ArrayList<>(List.of(
                new Reading("calls/s, without bad ones", without.callsPerSecond, "1/s"),
                new Reading("calls/s, with two bad ones", with.callsPerSecond, "1/s"),
                new Reading("calls/s, with bad / without", with.callsPerSecond / without.callsPerSecond, "")));
        if (without.latencies.count() > 0 && with.latencies.count() > 0) {
            readings.add(new Reading("p99, without bad ones", without.latencies.p99(), "ms"));
            readings.add(new Reading("p99, with two bad ones", with.latencies.p99(), "ms"));
            readings.add(new Reading("p99, with bad / without", with.latencies.p99() / without.latencies.p99(), ""));
        }
        return readings;
    }

    private static Phase phase(Site site, Contender contender, boolean withBad) throws Exception {
        String refused = "http://127.0.0.1:" + FreePort.find();
        try (Run run = new Run(site, contender,
                job -> job.withTimeout(TIMEOUT).withElsewhere(Map.of(REFUSING, refused)))) {
            site.stub().behave(HANGING, Behaviour.hanging());
            List<String> all = run.job().names();
            List<String> good = all.stream().filter(it -> !it.equals(HANGING) && !it.equals(REFUSING)).toList();
            List<String> called = withBad ? all : good;
            Amount amount = Amount.of(site, contender, CALLS);
            // Each of the good ones gets as much as without the bad ones.
            run.fill(Math.ceilDiv(amount.offered(), good.size()) * called.size(), called);
            run.start();
            Optional<Duration> limit = Optional.of(contender.window().orElse(PATIENCE));
            Window window = Window.measure(run, amount.warmUp(), amount.offered(), limit, limit);
            site.stub().resetLatencies();
            run.load()
                    .pace(contender.window().isPresent() ? SLOW_PER_SECOND : PER_SECOND, site.scale().time(PACED),
                            called);
            return new Phase(window.callsPerSecond(), site.stub().latencies());
        }
    }
}
