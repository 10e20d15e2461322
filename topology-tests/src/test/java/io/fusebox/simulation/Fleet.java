package io.fusebox.simulation;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Runs one seed after the other, on all cores, and stops at the first that fails. */
final class Fleet {
    private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(10);

    private final Simulation simulation;
    private final Consumer<String> progress;
    private final AtomicLong nextSeed;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong crashes = new AtomicLong();
    private final AtomicInteger worlds = new AtomicInteger();
    private final AtomicReference<Optional<Failure>> failure = new AtomicReference<>(Optional.empty());

    record Failure(long seed, Violation violation) {}

    /** @param progress is told every ten seconds how far it is */
    Fleet(Simulation simulation, long firstSeed, Consumer<String> progress) {
        this.simulation = simulation;
        this.nextSeed = new AtomicLong(firstSeed);
        this.progress = progress;
    }

    /** Until there were so many calls, or one world has failed. */
    void runCalls(long enough) throws InterruptedException {
        run(() -> calls.get() < enough);
    }

    void runWorlds(int enough) throws InterruptedException {
        run(() -> worlds.getAndIncrement() < enough);
    }

    private void run(BooleanSupplier goesOn) throws InterruptedException {
        int cores = Runtime.getRuntime().availableProcessors();
        try (ExecutorService workers = Executors.newFixedThreadPool(cores)) {
            for (int i = 0; i < cores; i++) {
                workers.execute(() -> work(goesOn));
            }
            workers.shutdown();
            while (!workers.awaitTermination(PROGRESS_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                progress.accept("simulating: %,d calls, %,d crashes so far".formatted(calls.get(), crashes.get()));
            }
        }
    }

    private void work(BooleanSupplier goesOn) {
        while (failure.get().isEmpty() && goesOn.getAsBoolean()) {
            long seed = nextSeed.getAndIncrement();
            Simulation.Outcome outcome = simulation.run(Scenario.of(seed));
            calls.addAndGet(outcome.calls());
            crashes.addAndGet(outcome.crashes());
            outcome.violation()
                    .ifPresent(violation -> failure.compareAndSet(Optional.empty(),
                            Optional.of(new Failure(seed, violation))));
        }
    }

    long calls() {
        return calls.get();
    }

    long crashes() {
        return crashes.get();
    }

    Optional<Failure> failure() {
        return failure.get();
    }

    /** One line, of which the last word counts. */
    String summary() {
        return "simulation: %,d calls, %,d crashes, %d violations".formatted(calls(), crashes(),
                failure().isPresent() ? 1 : 0);
    }
}
