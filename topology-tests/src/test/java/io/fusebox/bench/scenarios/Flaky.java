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
import java.util.List;
import java.util.Map;

/**
 * Calls completed a second where every fifth attempt is answered 503 and made again 100 ms later: four fifths of those without failures
 * would be as much as there are attempts. Fusebox' breakers are off, for the others have none.
 */
public final class Flaky implements Scenario {
    private static final int CALLS = 300_000;
    private static final double FAILING = 0.2;
    private static final double ATTEMPTS = 1 / (1 - FAILING);
    private static final Duration DELAY = Duration.ofMillis(100);
    private static final Behaviour WELL = Behaviour.answersAfter(Duration.ofMillis(20));
    private static final Map<String, String> POLICY = Map.of(
            "breaker.mode", "disabled",
            "retry.max", DELAY.toMillis() + "ms",
            "retry.max-attempts", "1000");

    @Override
    public String name() {
        return "flaky";
    }

    @Override
    public List<Trial> trials(Site site, List<Contender> contenders) {
        return Trial.of(this, contenders, contender -> {
            double without = callsPerSecond(site, contender, WELL);
            double with = callsPerSecond(site, contender, WELL.failing(FAILING));
            return List.of(new Reading("calls/s, without failures", without, "1/s"),
                    new Reading(Window.CALLS_PER_SECOND, with, "1/s"),
                    new Reading("calls/s · 1.25 / without failures", with * ATTEMPTS / without, ""));
        });
    }

    private static double callsPerSecond(Site site, Contender contender, Behaviour behaviour) throws Exception {
        try (Run run = new Run(site, contender, job -> job.withRetryDelay(DELAY).withPolicy(POLICY))) {
            site.stub().behave(behaviour);
            return Amount.of(site, contender, CALLS).measure(run).callsPerSecond();
        }
    }
}
