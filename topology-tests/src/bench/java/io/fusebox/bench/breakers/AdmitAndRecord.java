package io.fusebox.bench.breakers;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One call past a closed breaker: admitted, and its outcome recorded; every hundredth fails. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AdmitAndRecord {
    private static final int CALLS_PER_FAILURE = 100;

    /** A thread's calls. */
    @State(Scope.Thread)
    public static class Calls {
        private int calls;

        void make(GuardedCall guarded) {
            boolean fails = ++calls % CALLS_PER_FAILURE == 0;
            if (!guarded.admitAndRecord(fails)) {
                throw new IllegalStateException("one failure in a hundred has opened the breaker");
            }
        }
    }

    /** A breaker for each thread: so with Fusebox, where a destination's calls are all made by the thread that owns its breaker. */
    @State(Scope.Thread)
    public static class OwnBreaker extends ABreaker {}

    /** One breaker for all threads: so with the libraries, in a program that calls a destination from many threads. */
    @State(Scope.Benchmark)
    public static class SharedBreaker extends ABreaker {}

    /** As the parameters say. */
    @State(Scope.Thread)
    public abstract static class ABreaker {
        @Param
        public Library library;
        @Param
        public Window window;
        GuardedCall guarded;

        @Setup
        public void create() {
            guarded = library.breaker(window);
        }
    }

    @Benchmark
    public void own(OwnBreaker breaker, Calls calls) {
        calls.make(breaker.guarded);
    }

    @Benchmark
    public void shared(SharedBreaker breaker, Calls calls) {
        calls.make(breaker.guarded);
    }

    /** What it takes to know the time. */
    @Benchmark
    public long clock() {
        return System.currentTimeMillis();
    }
}
