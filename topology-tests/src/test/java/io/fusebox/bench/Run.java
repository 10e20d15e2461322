package io.fusebox.bench;

import io.fusebox.broker.TopicLog;
import io.fusebox.processes.Child;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.Awaitility;

/** One contender at one job: its topics, its process, and what it does. Leaves nothing behind. */
public final class Run implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(40);
    private static final int TAIL_LINES = 30;

    private final Site site;
    private final Contender contender;
    private final Job job;
    private final Topics topics;
    private final Optional<Load> load;
    private Optional<Child> process = Optional.empty();

    public Run(Site site, Contender contender) throws Exception {
        this(site, contender, UnaryOperator.identity());
    }

    /** @param change of the usual job */
    public Run(Site site, Contender contender, UnaryOperator<Job> change) throws Exception {
        this.site = site;
        this.contender = contender;
        this.job = change.apply(site.job());
        this.topics = new Topics(site.admin(), job);
        site.stub().reset();
        topics.create(contender.feed());
        load = contender.feed() == Feed.NONE ? Optional.empty() : Optional.of(new Load(job, contender.feed()));
    }

    public Site site() {
        return site;
    }

    public Job job() {
        return job;
    }

    /** Of a contender that reads a topic. */
    public Load load() {
        return load.orElseThrow();
    }

    /** Puts calls to these destinations into its topic, where it has one. */
    public void fill(int calls, List<String> destinations) {
        load.ifPresent(it -> it.fill(calls, destinations));
    }

    /**
     * Returns when it is about to make calls.
     *
     * @return how long that took
     */
    public Duration start() {
        Command command = contender.command(job);
        long begin = System.nanoTime();
        process = Optional.of(Child.start(log(), command.words(), command.environment()));
        Awaitility.await(contender.name() + " is ready")
                .atMost(START_LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    requireAlive();
                    return contender.isReady(job, log());
                });
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** SIGTERM; returns when it has ended. */
    public void stop() {
        process.ifPresent(it -> {
            it.terminate();
            if (!it.await(STOP_LIMIT)) {
                it.kill();
            }
        });
        process = Optional.empty();
    }

    /** That its process has used so far. */
    public Duration cpu() {
        return requireAlive().cpu();
    }

    public long pid() {
        return requireAlive().pid();
    }

    /** Of those that publish results. */
    Optional<Committed> results() {
        return contender.feed() == Feed.AVRO ? Optional.of(committed(Topics.fusebox(job).results())) : Optional.empty();
    }

    /** The keys of Fusebox' results as they are committed from the beginning on; to be closed. */
    public TopicLog<String> resultKeys() {
        return new TopicLog<>(job.bootstrapServers(), Topics.fusebox(job).results(), _ -> "");
    }

    /** How many calls Fusebox has written to its retry topic, so often as it has. */
    public long retryRecords() throws Exception {
        return committed(Topics.fusebox(job).retry()).count();
    }

    private Committed committed(String topic) {
        return new Committed(site.admin(), job.bootstrapServers(), topic, job.partitions());
    }

    private Child requireAlive() {
        return process.filter(Child::isAlive)
                .orElseThrow(() -> new IllegalStateException(
                        "%s has ended by itself; the end of what it said:%n%s".formatted(contender.name(), logTail())));
    }

    private Path log() {
        return job.directory().resolve("contender.log");
    }

    private String logTail() {
        try {
            List<String> lines = new String(Files.readAllBytes(log()), StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws Exception {
        stop();
        load.ifPresent(Load::close);
        topics.delete();
        Utils.delete(job.directory().toFile());
    }
}
