package io.fusebox.bench.scenarios;

import io.fusebox.bench.Contender;
import io.fusebox.bench.Reading;
import io.fusebox.bench.Run;
import io.fusebox.bench.Scenario;
import io.fusebox.bench.Site;
import io.fusebox.bench.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.utils.Utils;

/** From {@code run} to ready, with a broker up: without any state, and with 100,000 parked calls to restore from the broker. */
public final class Start implements Scenario {
    private static final int PARKED = 100_000;
    private static final Duration FAR = Duration.ofDays(1);
    private static final int PER_SECOND = 1_000;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public List<Trial> trials(Site site, List<Contender> contenders) {
        return Trial.of(this, contenders, contender -> measure(site, contender));
    }

    private static List<Reading> measure(Site site, Contender contender) throws Exception {
        try (Run run = new Run(site, contender)) {
            Duration empty = run.start();
            int parked = site.scale().count(PARKED);
            run.load().schedule(parked, Instant.now().plus(FAR), PER_SECOND);
            new Pod(run).awaitParked(parked);
            run.stop();
            Utils.delete(run.job().state().toFile());
            Duration restored = run.start();
            new Pod(run).awaitParked(parked);
            return List.of(new Reading("ready, empty", seconds(empty), "s"),
                    new Reading("ready, 100,000 parked calls to restore", seconds(restored), "s"));
        }
    }

    private static double seconds(Duration length) {
        return length.toNanos() / 1e9;
    }
}
