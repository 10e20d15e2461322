package io.fusebox.demo;

import io.fusebox.breaker.BreakerStatus;
import io.fusebox.demo.DemoSummary.Guests;
import io.fusebox.wire.CodecOptions;
import io.fusebox.wire.Codecs;
import io.fusebox.wire.ConfluentWireFormat;
import io.fusebox.wire.HttpSchemaRegistry;
import io.fusebox.wire.RegistryAccess;
import io.fusebox.wire.RegistryException;
import io.fusebox.wire.Topics;
import io.fusebox.wire.WireFormat;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * The story itself, around a broker, a registry and a processor that run already: calls are sent, what the topics say is told and
 * counted, and the destinations misbehave meanwhile.
 *
 * <p>Threading notes: one thread runs it; {@link #close} and {@link #processorFailed} are for any.
 */
public final class Demo implements AutoCloseable {
    public static final int CALLS_PER_SECOND = 40;
    private static final int FEW_PER_SECOND = 2;
    private static final int WARM_UP_CALLS = 20;
    private static final Duration REGISTRY_PATIENCE = Duration.ofSeconds(30);
    private static final Duration START_PATIENCE = Duration.ofMinutes(1);
    private static final Duration RESULT_PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(100);
    /** For a result that should not come, and for the last word of the breakers. */
    private static final Duration AFTERMATH = Duration.ofMillis(2_500);
    /** Of this topic prefix, as {@code demo.yaml} leaves it at its default. */
    private static final Topics TOPICS = new Topics("fusebox.");

    private final DemoSchedule schedule;
    private final DemoDestinations destinations;
    private final DemoScreen screen;
    private final WireFormat wire;
    private final DemoLoad load;
    private final DemoTopics topics;
    private final DemoTally tally;
    private final String ownIds;
    private final String lightIds;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean processorHasFailed;
    private volatile boolean serving;
    private volatile Optional<DemoStory> story = Optional.empty();

    private Demo(String brokers, WireFormat wire, DemoSchedule schedule, DemoDestinations destinations,
            DemoScreen screen) {
        this.schedule = schedule;
        this.destinations = destinations;
        this.screen = screen;
        this.wire = wire;
        String run = Integer.toHexString(ThreadLocalRandom.current().nextInt(0x1000, 0x10000));
        ownIds = "demo-" + run + "-";
        lightIds = "light-" + run + "-";
        tally = new DemoTally(ownIds, lightIds);
        load = new DemoLoad(brokers, TOPICS, new DemoCalls(codecs()));
        topics = new DemoTopics(brokers, TOPICS, codecs());
    }

    /** To be called when the topics are there. */
    public static Demo connect(String brokers, URI registry, DemoSchedule schedule, DemoDestinations destinations,
            DemoScreen screen) throws RegistryException, InterruptedException {
        WireFormat wire = new ConfluentWireFormat(new HttpSchemaRegistry(
                new RegistryAccess(registry, new RegistryAccess.Credentials.None(), RegistryAccess.DEFAULT_TIMEOUT)));
        wire.registerAll(TOPICS, REGISTRY_PATIENCE, _ -> {});
        return new Demo(brokers, wire, schedule, destinations, screen);
    }

    private Codecs codecs() {
        return new Codecs(TOPICS, wire, new CodecOptions(true, true, Integer.MAX_VALUE));
    }

    /**
     * Returns when a few calls to each destination have had their results: when all that takes part has woken up.
     *
     * @throws IllegalStateException where there is none after a minute, or the processor has failed
     */
    public void warmUp() throws InterruptedException {
        topics.start(this::see);
        load.sendEach(lightIds, WARM_UP_CALLS);
        await(START_PATIENCE, () -> tally.lightResults() >= WARM_UP_CALLS * DemoDestinations.NAMES.size());
        requireProcessor();
        if (goesOn() && tally.lightResults() == 0) {
            throw new IllegalStateException(
                    "the processor takes no calls, after %d s".formatted(START_PATIENCE.toSeconds()));
        }
    }

    /**
     * One cycle: sends calls all along, then waits until each has its result, two minutes at most.
     *
     * @throws IllegalStateException where the processor has failed, or a call cannot be written
     */
    public DemoSummary runCycle() throws InterruptedException {
        Instant begin = Instant.now();
        story = Optional.of(new DemoStory(begin));
        destinations.begin();
        Thread.ofVirtual().name("demo-progress").start(() -> showProgress(begin));
        Instant end = begin.plus(schedule.cycle());
        int sent = load.send(ownIds, CALLS_PER_SECOND, () -> goesOn() && Instant.now().isBefore(end));
        if (goesOn()) {
            screen.print("%8s  that was the last call; waiting for the results that are missing"
                    .formatted(StoryLine.time(Duration.between(begin, Instant.now()))));
        }
        await(RESULT_PATIENCE, () -> tally.progress().sent() >= sent && tally.progress().open() == 0);
        await(AFTERMATH, () -> false);
        screen.endProgress();
        requireProcessor();
        return tally.summary();
    }

    private void see(Sighting sighting) {
        tally.accept(sighting);
        story.flatMap(it -> it.tell(sighting)).ifPresent(screen::tell);
    }

    /** Goes on with a few calls, so that there is something to see, until {@link #close}. */
    public void serve() throws InterruptedException {
        serving = true;
        load.send(lightIds, FEW_PER_SECOND, this::goesOn);
        requireProcessor();
    }

    /** There will be no results any more. */
    public void processorFailed() {
        processorHasFailed = true;
    }

    private void requireProcessor() {
        if (processorHasFailed) {
            throw new IllegalStateException("the processor has failed");
        }
    }

    private boolean goesOn() {
        return stopped.getCount() > 0 && !processorHasFailed;
    }

    private void await(Duration atMost, BooleanSupplier done) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (goesOn() && !done.getAsBoolean() && System.nanoTime() < deadline) {
            stopped.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void showProgress(Instant begin) {
        Guests told = tally.summary().guests();
        try {
            while (!stopped.await(screen.progressInterval().toMillis(), TimeUnit.MILLISECONDS)) {
                String time = StoryLine.time(Duration.between(begin, Instant.now()));
                if (!serving || screen.isLive()) {
                    screen.progress("%8s  %s".formatted(time, progressLine()));
                }
                Guests guests = tally.summary().guests();
                boolean isNews = !guests.equals(told);
                told = guests;
                if (serving && isNews) {
                    screen.print("%8s  %s".formatted(time, DemoReport.guests(guests)));
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private String progressLine() {
        DemoTally.Progress progress = tally.progress();
        int inFlight = progress.breakers().values().stream().mapToInt(BreakerStatus::inFlight).sum();
        String parked = progress.breakers()
                .values()
                .stream()
                .filter(status -> status.parked() > 0)
                .sorted(Comparator.comparingLong(BreakerStatus::parked).reversed())
                .map(status -> String.format(Locale.ROOT, "%s %,d", status.name(), status.parked()))
                .collect(Collectors.joining(", "));
        String counts = serving ? ""
                : String.format(Locale.ROOT, "%,d calls, %,d results, ", progress.sent(),
                        progress.sent() - progress.open());
        return "%s%d in flight, parked: %s".formatted(counts, inFlight, parked.isEmpty() ? "none" : parked);
    }

    @Override
    public void close() {
        stopped.countDown();
        screen.endProgress();
        load.close();
        topics.close();
        wire.close();
    }
}
