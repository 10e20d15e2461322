package io.fusebox.bench.breakers;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link AdmitAndRecord} in a JVM of its own; the harness' rounds are its forks. */
final class Jmh {
    private static final TimeValue ITERATION = TimeValue.milliseconds(500);
    private static final int WARM_UPS = 4;
    private static final int ITERATIONS = 5;

    private Jmh() {}

    /** What one call costs. */
    record Score(double nanos, double bytes) {}

    static Score own(Library library, Window window, int threads) throws RunnerException {
        return run(options("own", threads).param("library", library.name()).param("window", window.name()));
    }

    static Score shared(Library library, Window window, int threads) throws RunnerException {
        return run(options("shared", threads).param("library", library.name()).param("window", window.name()));
    }

    static Score clock() throws RunnerException {
        return run(options("clock", 1));
    }

    private static ChainedOptionsBuilder options(String method, int threads) {
        return new OptionsBuilder().include(AdmitAndRecord.class.getName() + "." + method + "$")
                .threads(threads)
                .forks(1)
                .warmupIterations(WARM_UPS)
                .warmupTime(ITERATION)
                .measurementIterations(ITERATIONS)
                .measurementTime(ITERATION)
                .jvmArgs("--sun-misc-unsafe-memory-access=allow")
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
    }

    private static Score run(ChainedOptionsBuilder options) throws RunnerException {
        RunResult result = new Runner(options.build()).runSingle();
        return new Score(result.getPrimaryResult().getScore(),
                result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
    }
}
