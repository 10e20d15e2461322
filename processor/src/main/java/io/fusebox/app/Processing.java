package io.fusebox.app;

import io.fusebox.metrics.FuseboxMetrics;
import io.fusebox.topology.DispatchRuntime;
import io.fusebox.topology.FuseboxTopology;
import io.fusebox.topology.GatedClients;
import io.fusebox.topology.TaskThreads;
import io.fusebox.wire.Topics;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.rocksdb.RocksDB;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka Streams with our topology, from its start to an orderly end.
 *
 * <p>Threading notes: started by one thread, closed by any.
 */
final class Processing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Processing.class);
    private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(20);
    /** What has failed may wait for what does not come any more. */
    private static final Duration FAILED_TIMEOUT = Duration.ofSeconds(3);

    private final Topics topics;
    private final DispatchRuntime runtime;
    private final Properties properties;
    private final TaskThreads threads;
    private final Duration drainTimeout;
    private final boolean isStaticMember;
    private final Consumer<String> onFailure;
    private final OpenTasks openTasks = new OpenTasks();
    private final AtomicBoolean failed = new AtomicBoolean();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    /** Empty before the start. */
    private Optional<KafkaStreams> streams = Optional.empty();
    private boolean closing;

    /** @param onFailure told once, in a line, what has ended it */
    Processing(Topics topics, DispatchRuntime runtime, TaskThreads threads, Properties properties,
            Duration drainTimeout, Consumer<String> onFailure) {
        this.topics = topics;
        this.runtime = runtime;
        this.properties = properties;
        this.threads = threads;
        this.drainTimeout = drainTimeout;
        this.onFailure = onFailure;
        this.isStaticMember = isStaticMember(properties);
    }

    /**
     * Loads RocksDB's library, beside what else a start does or waits for: to unpack it takes a while. Where that fails, the first store
     * that needs it says so.
     */
    static void loadRocksDb() {
        Thread.ofPlatform()
                .daemon()
                .name("fusebox-load")
                .uncaughtExceptionHandler((_, failure) -> LOG.debug("RocksDB cannot be loaded", failure))
                .start(RocksDB::loadLibrary);
    }

    /**
     * To be called when the brokers answer: Kafka Streams' clients connect as soon as they are there.
     *
     * @throws ConfigException where Kafka Streams cannot use the state directory
     * @throws IllegalStateException where it was closed before
     */
    synchronized KafkaStreams start(FuseboxMetrics metrics) {
        if (closing) {
            throw new IllegalStateException("closed before it was started");
        }
        KafkaStreams its = open();
        streams = Optional.of(its);
        its.setUncaughtExceptionHandler(this::threadFailed);
        its.setStateListener((now, _) -> onState(now));
        metrics.watch(its);
        its.start();
        return its;
    }

    private KafkaStreams open() {
        try {
            return new KafkaStreams(FuseboxTopology.of(topics, runtime), properties,
                    new GatedClients(threads, runtime.executor()::backlog));
        } catch (StreamsException e) {
            throw StateDirectory.unusable(properties, e);
        }
    }

    /** Whether all its tasks are at work. */
    boolean isRunning() {
        return streams.filter(its -> its.state() == KafkaStreams.State.RUNNING).isPresent();
    }

    OpenTasks openTasks() {
        return openTasks;
    }

    /** Whether the end, for which this waits, was wanted. */
    boolean awaitEnd() {
        return ended.join();
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
        }
        streams.ifPresent(this::stop);
        ended.complete(true);
    }

    private void stop(KafkaStreams its) {
        if (!failed.get() && its.state().isRunningOrRebalancing()) {
            drain();
        }
        boolean clean = its.close(CloseOptions.timeout(failed.get() ? FAILED_TIMEOUT : LEAVE_TIMEOUT)
                // What has failed does not come back to what it had: changelogs are created in a rebalance alone.
                .withGroupMembershipOperation(isStaticMember && !failed.get() ? GroupMembershipOperation.REMAIN_IN_GROUP
                        : GroupMembershipOperation.LEAVE_GROUP));
        LOG.atInfo().addKeyValue("clean", clean).log("stopped");
    }

    private void drain() {
        threads.close();
        long begin = System.nanoTime();
        try {
            int left = openTasks.awaitEnd(drainTimeout);
            LOG.atInfo()
                    .addKeyValue("busyTasks", left)
                    .addKeyValue("ms", (System.nanoTime() - begin) / 1_000_000)
                    .log("drained");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private StreamThreadExceptionResponse threadFailed(Throwable failure) {
        Optional<String> line = FailureLine.of(failure, topics);
        if (line.isPresent()) {
            LOG.debug("processing has failed", failure);
            fail(line.get());
        } else {
            LOG.error("processing has failed", failure);
            fail("processing has failed: " + failure.toString().lines().findFirst().orElse(""));
        }
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /** From any thread: this pod cannot go on, and whoever started it is to start it again. */
    void fail(String why) {
        if (failed.compareAndSet(false, true) && !ended.isDone()) {
            LOG.error("{}; this pod ends", why);
            onFailure.accept(why);
            ended.complete(false);
        }
    }

    private void onState(KafkaStreams.State now) {
        LOG.atInfo().addKeyValue("state", now).log("processing");
        if (now == KafkaStreams.State.ERROR) {
            fail("Kafka Streams has failed");
        }
    }

    private static boolean isStaticMember(Properties properties) {
        return properties.containsKey(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG)
                || properties.containsKey(StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG))
                || properties.containsKey(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
    }
}
