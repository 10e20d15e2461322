package io.fusebox.bench;

import io.fusebox.bench.stub.Counts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a contender did from one moment to another.
 *
 * @param calls that were answered with success; the results of all of them, where it publishes results, were committed at the end
 * @param cpu of its process
 */
public record Window(long calls, Duration length, Duration cpu) {
    public static final String CALLS_PER_SECOND = "calls/s";
    public static final String CPU_PER_CALL = "CPU per call";
    private static final Duration TICK = Duration.ofMillis(20);
    /** Whoever has no limit and makes no call in this time is broken. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** From a call's answer until its result is committed, at most. */
    private static final Duration COMMIT = Duration.ofSeconds(30);
    /** Looks at the results' ends before their records are counted, which would be felt. */
    private static final int CALM = 25;

    /** A moment. */
    private record Moment(Counts counts, Duration cpu, Optional<Committed.Mark> results) {

        static Moment now(Run run) throws Exception {
            Counts counts = run.site().stub().counts();
            Duration cpu = run.cpu();
            Optional<Committed> results = run.results();
            return new Moment(counts, cpu, results.isEmpty() ? Optional.empty() : Optional.of(results.get().mark()));
        }

        Committed.Mark mark() {
            return results.orElseThrow();
        }

        Duration since(Moment earlier) {
            return Duration.ofNanos(1_000 * (counts.atMicros() - earlier.counts.atMicros()));
        }
    }

    /**
     * Measures a contender that has been started.
     *
     * @param from so many calls that were answered since the run began, the window begins
     * @param to so many calls it ends; where there are results, as soon as theirs are committed
     * @param beginLimit after which it begins anyhow
     * @param limit after which it ends anyhow
     */
    public static Window measure(Run run, long from, long to, Optional<Duration> beginLimit, Optional<Duration> limit)
            throws Exception {
        await(run, from, beginLimit);
        Moment begin = Moment.now(run);
        await(run, to, limit);
        Moment answered = Moment.now(run);
        Moment end = run.results().isEmpty() ? answered
                : committed(run, answered, Math.min(to, answered.counts.succeeded()));
        return new Window(answered.counts.succeeded() - begin.counts.succeeded(), end.since(begin),
                end.cpu.minus(begin.cpu));
    }

    /** The first moment, from when all were answered on, at which as many results were committed. */
    private static Moment committed(Run run, Moment answered, long calls) throws Exception {
        List<Moment> moments = new ArrayList<>(List.of(answered));
        while (true) {
            for (int i = 0; i < CALM; i++) {
                Thread.sleep(TICK);
                moments.add(Moment.now(run));
            }
            Committed.Offsets offsets = run.results().orElseThrow().offsets(moments.getLast().mark());
            for (Moment moment : moments) {
                if (offsets.countBefore(moment.mark()) >= calls) {
                    return moment;
                }
            }
            if (moments.getLast().since(answered).compareTo(COMMIT) > 0) {
                throw new IllegalStateException(
                        "%d calls were answered, and after %s %d results are committed".formatted(
                                calls, COMMIT, offsets.countBefore(moments.getLast().mark())));
            }
        }
    }

    /** Until so many have been answered with success since the run began. */
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
