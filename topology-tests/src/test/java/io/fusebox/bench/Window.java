package io.fusebox.bench;

import io.fusebox.bench.stub.Counts;
import java.time.Duration;
import java.util.Optional;

/**
 * What a contender did from one moment to another.
 *
 * @param calls that were answered with success and, where it publishes results, whose results were committed
 * @param cpu of its process
 */
public record Window(long calls, Duration length, Duration cpu) {
    public static final String CALLS_PER_SECOND = "calls/s";
    public static final String CPU_PER_CALL = "CPU per call";
    private static final Duration TICK = Duration.ofMillis(20);
    /** Whoever has no limit and makes no call in this time is broken. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** A moment. */
    private record Moment(Counts counts, Duration cpu, Optional<Committed.Mark> results) {

        static Moment now(Run run) throws Exception {
            Counts counts = run.site().stub().counts();
            Duration cpu = run.cpu();
            Optional<Committed> results = run.results();
            return new Moment(counts, cpu, results.isEmpty() ? Optional.empty() : Optional.of(results.get().mark()));
        }
    }

    /**
     * Measures a contender that has been started.
     *
     * @param warmUp calls before it
     * @param calls after which it ends
     * @param limit after which warm-up and window end anyhow
     */
    public static Window measure(Run run, long warmUp, long calls, Optional<Duration> limit) throws Exception {
        long before = run.site().stub().counts().succeeded();
        await(run, before + warmUp, limit);
        Moment from = Moment.now(run);
        await(run, before + warmUp + calls, limit);
        Moment to = Moment.now(run);
        long answered = to.counts.succeeded() - from.counts.succeeded();
        long committed = run.results()
                .map(it -> it.count(from.results.orElseThrow(), to.results.orElseThrow()))
                .orElse(answered);
        return new Window(Math.min(answered, committed),
                Duration.ofNanos(1_000 * (to.counts.atMicros() - from.counts.atMicros())), to.cpu.minus(from.cpu));
    }

    /** Until so many have been answered with success. */
    public static void await(Run run, long succeeded, Optional<Duration> limit) throws InterruptedException {
        long begin = System.nanoTime();
        long last = -1;
        long lastChange = begin;
        while (limit.isEmpty() || System.nanoTime() - begin < limit.get().toNanos()) {
            long now = run.site().stub().counts().succeeded();
            if (now >= succeeded) {
                return;
            }
            if (now != last) {
                last = now;
                lastChange = System.nanoTime();
            } else if (limit.isEmpty() && System.nanoTime() - lastChange > PATIENCE.toNanos()) {
                throw new IllegalStateException("no call for %s, after %d of %d".formatted(PATIENCE, now, succeeded));
            }
            run.cpu();
            Thread.sleep(TICK);
        }
    }

    public double callsPerSecond() {
        return calls * 1e9 / length.toNanos();
    }

    public Reading readCallsPerSecond() {
        return new Reading(CALLS_PER_SECOND, callsPerSecond(), "1/s");
    }

    public double cpuMicrosPerCall() {
        return cpu.toNanos() / 1e3 / calls;
    }

    public Reading readCpuPerCall() {
        return new Reading(CPU_PER_CALL, cpuMicrosPerCall(), "µs");
    }
}
