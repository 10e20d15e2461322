package io.fusebox.specs.world;

import io.fusebox.call.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.awaitility.Awaitility;

/** Fusebox and all that is around it. It starts when the first thing happens to it. */
public final class World implements AutoCloseable {
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    /** What Fusebox's producer takes: key and value, in bytes. */
    public static final int LARGEST_RECORD = Settings.DEFAULT.maxRecordBytes();
    private static final Duration LONGEST_STEP = Duration.ofSeconds(1);

    private final Path stateDirectory;
    private final RegistryServer registry = new RegistryServer();
    private final FakeDestinations destinations = new FakeDestinations(START);
    private final PolicyBook policies = new PolicyBook(destinations);
    private final Journal journal = new Journal(Life.TOPICS);
    private Settings settings = Settings.DEFAULT;
    private Optional<Life> life = Optional.empty();
    private Instant now = START;

    public World(Path stateDirectory) {
        this.stateDirectory = stateDirectory;
    }

    public void set(UnaryOperator<Settings> change) {
        settings = change.apply(settings);
    }

    /** How many there are said to be; the driver is always the first of them. */
    public void setPartitions(int number) {
        settings = settings.withPartitions(number);
    }

    public GivenDestination configured(String destination) {
        return policies.of(destination);
    }

    public void removeDestination(String destination) {
        policies.remove(destination);
    }

    public void allowAdHocUrls() {
        policies.allowAdHocUrls();
    }

    public FakeDestination destination(String name) {
        return destinations.of(name);
    }

    public RegistryServer registry() {
        return registry;
    }

    public Producer producer() {
        return new Producer(registry);
    }

    public Journal journal() {
        return journal;
    }

    /** As Kafka Streams describes it. */
    public String topology() {
        return life().shape();
    }

    /** Fusebox has started by then. */
    public Instant now() {
        return life().now();
    }

    public void pipe(Input input) {
        life().pipe(input.topic(), input.key().orElse(null), input.value().orElse(null), headers(input),
                input.recordTime().orElse(now));
    }

    private static List<Header> headers(Input input) {
        return input.headers()
                .entrySet()
                .stream()
                .<Header>map(
                        header -> new RecordHeader(header.getKey(), header.getValue().getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** An attempt under way ends. */
    public void answer(String callId, Outcome outcome) {
        destinations.answer(callId, outcome);
        pass(Life.MOMENT);
    }

    /** Time goes on in small steps, and stops wherever a destination answers. */
    public void pass(Duration duration) {
        Instant end = now.plus(duration);
        Duration step = stepOf(duration);
        while (now.isBefore(end)) {
            Duration next = min(step, Duration.between(now, end));
            Optional<Instant> answer = destinations.nextAnswer().filter(now.plus(next)::isAfter).filter(now::isBefore);
            moveBy(answer.map(at -> Duration.between(now, at)).orElse(next));
        }
    }

    /** Time goes on for all but Fusebox, which notices when it is over: its thread waits for brokers, or is not let run. */
    public void standStill(Duration duration) {
        moveBy(duration);
    }

    /** In whole milliseconds: the driver's clock takes no parts of them. */
    private static Duration stepOf(Duration whole) {
        Duration step = whole.compareTo(Duration.ofHours(1)) > 0 ? whole.dividedBy(3600)
                : max(Life.MOMENT, min(LONGEST_STEP, whole.dividedBy(200)));
        return step.truncatedTo(ChronoUnit.MILLIS);
    }

    private void moveBy(Duration step) {
        now = now.plus(step);
        destinations.moveTo(now);
        life().advance(step);
    }

    /** Time goes on in one step. */
    public void jump(Duration duration) {
        moveBy(duration);
    }

    /** Nothing that was written or called so far is remembered, so that a long life takes no more memory than a short one. */
    public void forget() {
        journal.forget();
        destinations.forget();
    }

    /**
     * For what another thread does meanwhile: the schema registry's client asks in the background. Time goes on until it has.
     *
     * @throws org.awaitility.core.ConditionTimeoutException where it has not in ten seconds
     */
    public void passUntil(String what, BooleanSupplier condition) {
        Awaitility.await(what)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    pass(Life.MOMENT);
                    return condition.getAsBoolean();
                });
    }

    /** The owner dies; the next one finds what it has committed. */
    public void restart() {
        life().close();
        life = Optional.empty();
        life();
    }

    /** Keeps what the stores hold. */
    public void keepState(StateFiles files) {
        StateFiles.STORES.forEach(store -> files.write(store, journal.latest(store)));
    }

    /** It has not started yet: it will find what another version has left, at that time or later. */
    public void takeOver(StateFiles files, Instant at) {
        StateFiles.STORES
                .forEach(store -> files.read(store).forEach((key, value) -> addState(store, key.array(), value)));
        now = at;
        destinations.moveTo(at);
    }

    /** A row, as if an earlier life had written it. */
    public void addState(String store, byte[] key, byte[] value) {
        journal.add(store, key, value);
    }

    public void stopStarting() {
        life().stopStarting();
        pass(Life.MOMENT);
    }

    private Life life() {
        if (life.isEmpty()) {
            life = Optional.of(new Life(settings, registry, policies, destinations, journal, stateDirectory, now));
            now = life.get().now();
            destinations.moveTo(now);
        }
        return life.get();
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    @Override
    public void close() {
        life.ifPresent(Life::close);
        registry.close();
    }
}
