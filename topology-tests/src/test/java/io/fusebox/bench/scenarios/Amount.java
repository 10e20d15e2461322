package io.fusebox.bench.scenarios;

import io.fusebox.bench.Contender;
import io.fusebox.bench.Run;
import io.fusebox.bench.Site;
import io.fusebox.bench.Window;
import java.time.Duration;
import java.util.Optional;

/**
 * How many calls a contender is measured with: fewer, where it is slow and has but a window of time.
 *
 * @param warmUp calls before those that count
 * @param warmUpLimit after which those that count begin anyhow
 * @param limit after which they end anyhow
 */
record Amount(Contender contender, int warmUp, int calls, Optional<Duration> warmUpLimit, Optional<Duration> limit) {
    /** More than a slow contender could make. */
    private static final int SLOW_CALLS_PER_SECOND = 5_000;

    /** So many calls count for one before. */
    private static final int WARM_UP = 5;
    private static final Duration PEERS_WARM_UP = Duration.ofSeconds(40);
    private static final Duration PEERS = Duration.ofSeconds(20);

    /** @param calls at full scale, without the warm-up, which is a fifth on top */
    static Amount of(Site site, Contender contender, int calls) {
        return of(site, contender, calls, WARM_UP);
    }

    /**
     * With as many calls to warm up as those that count: what a process does that runs for days. Peers get about as long as Fusebox
     * needs for it, and are then measured for a while.
     */
    static Amount whenWarm(Site site, Contender contender, int calls) {
        Amount amount = of(site, contender, calls, 1);
        return contender.isPeer() && contender.window().isEmpty()
                ? new Amount(contender, amount.warmUp, amount.calls, Optional.of(PEERS_WARM_UP), Optional.of(PEERS))
                : amount;
    }

    private static Amount of(Site site, Contender contender, int calls, int warmUp) {
        int scaled = site.scale().count(calls);
        int count = contender.window()
                .map(it -> (int) Math.min(scaled, SLOW_CALLS_PER_SECOND * it.toSeconds()))
                .orElse(scaled);
        return new Amount(contender, contender.window().isPresent() ? count / 100 : count / warmUp, count,
                contender.window(), contender.window());
    }

    int offered() {
        return warmUp + calls;
    }

    /** Fills the contender's topic, starts it, and measures. */
    Window measure(Run run) throws Exception {
        run.fill(offered(), run.job().names());
        run.start();
        return Window.measure(run, warmUp, offered(), warmUpLimit, limit);
    }
}
