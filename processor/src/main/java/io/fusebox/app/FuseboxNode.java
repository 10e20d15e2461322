package io.fusebox.app;

import io.fusebox.admin.AdminServer;
import io.fusebox.admin.CannotListenException;
import io.fusebox.admin.HttpAddress;
import io.fusebox.board.BoardFollower;
import io.fusebox.cli.SchemaAccess;
import io.fusebox.config.ConfigException;
import io.fusebox.config.Configuration;
import io.fusebox.config.FuseboxConfig;
import io.fusebox.dispatch.DispatchSettings;
import io.fusebox.http.HttpCallExecutor;
import io.fusebox.http.HttpSettings;
import io.fusebox.metrics.FuseboxMetrics;
import io.fusebox.topology.DispatchRuntime;
import io.fusebox.topology.Partitioning;
import io.fusebox.topology.TaskThreads;
import io.fusebox.topology.TopicSetup;
import io.fusebox.topology.TopicSetupException;
import io.fusebox.wire.CodecOptions;
import io.fusebox.wire.Codecs;
import io.fusebox.wire.CompactedTopicFollower;
import io.fusebox.wire.RegistryException;
import io.fusebox.wire.Topics;
import io.fusebox.wire.WireFormat;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pod, wired by hand. It starts from the outside in: HTTP, topics, schemas, what reads, what processes; and ends the other way,
 * after it has let the calls under way finish.
 *
 * <p>Threading notes: one thread starts it, another may close it at any time.
 */
public final class FuseboxNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FuseboxNode.class);
    private static final Duration PATIENCE = Duration.ofDays(365);

    private final FuseboxConfig config;
    private final Topics topics;
    private final SchemaAccess schemas;
    private final WireFormat wire;
    private final CodecOptions codecOptions;
    private final PolicyFeed policies;
    private final CompactedTopicFollower policyFollower;
    private final BoardFollower board;
    private final FuseboxMetrics metrics;
    private final PodHealth health;
    private final KafkaDesk desk;
    private final AdminServer admin;
    private final HttpCallExecutor executor;
    private final Properties properties;
    private final Processing processing;
    private final TopicGuard guard;

    public FuseboxNode(Configuration configuration) {
        executor = new HttpCallExecutor(HttpSettings.defaults());
        config = configuration.values();
        topics = new Topics(config.topicPrefix());
        metrics = new FuseboxMetrics(config.maxBreakers());
        schemas = SchemaAccess.of(config.schemaRegistry());
        wire = schemas.format();
        codecOptions = new CodecOptions(config.results().format() == FuseboxConfig.Format.JSON,
                config.deadLetterBody() == FuseboxConfig.DeadLetterBody.FULL,
                TopicSetup.maxRecordBytes(config.requestLimit()));
        policies = new PolicyFeed(configuration, codecs()::decodeDestination, InstantSource.system());
        policyFollower = new CompactedTopicFollower(topics.destinations(), consumers("policies"), policies,
                InstantSource.system());
        board = new BoardFollower(topics.breakerStatus(), consumers("board"), codecs()::decodeStatus,
                InstantSource.system());
        desk = new KafkaDesk(topics.commands(), config.kafka().asMap(), config.applicationId() + "-commands",
                this::codecs);
        health = new PodHealth(() -> board.board().staleSince());
        admin = new AdminServer(new HttpAddress(config.http().host(), config.http().port()),
                () -> board.board().withInvalidPolicies(policies.invalid()), health, metrics::scrape,
                policies::described, desk,
                config.http().token(), InstantSource.system());
        properties = StreamsProperties.of(config, codecOptions.maxRecordBytes());
        TaskThreads threads = new TaskThreads(StreamsProperties.sessionTimeout(properties));
        processing = new Processing(topics, runtime(threads), threads, properties, config.drainTimeout(),
                health::failed);
        guard = new TopicGuard(config, processing::isRunning, processing::fail);
    }

    private DispatchRuntime runtime(TaskThreads threads) {
        return new DispatchRuntime(topics, new Partitioning(config.partitions()),
                new DispatchSettings(HostName.get(), config.results().deferred(), config.requestLimit()),
                policies::current, this::codecs, SplittableRandom::new, executor, threads,
                task -> new MeteredTraffic(metrics, processing.openTasks(), task));
    }

    /**
     * Returns when the pod takes part in the work. Waits for brokers and for the registry as long as it takes.
     *
     * @throws ConfigException where nothing can be written to the state directory
     * @throws CannotListenException where the HTTP port cannot be had
     * @throws TopicSetupException where a topic is not as it must be
     * @throws RegistryException where the registry refuses
     */
    public void start() throws CannotListenException, TopicSetupException, RegistryException, InterruptedException {
        StateDirectory.require(properties);
        Processing.loadRocksDb();
        admin.start();
        metrics.watchRuntime();
        health.waitsFor("waiting for the brokers");
        new TopicReadiness(config).await();
        policyFollower.start();
        board.start();
        health.waitsFor("waiting for the schema registry");
        wire.registerAll(topics, PATIENCE, line -> LOG.info("{}", line));
        health.waitsFor("reading policies and statuses");
        policyFollower.awaitEnd(PATIENCE);
        board.awaitEnd(PATIENCE);
        health.started(processing.start(metrics));
        guard.start();
        LOG.atInfo()
                .addKeyValue("http", config.http().host() + ":" + admin.port())
                .addKeyValue("destinations", policies.current().configured().size())
                .log("started");
    }

    /** The HTTP port; after {@link #start} only. */
    public int httpPort() {
        return admin.port();
    }

    /**
     * Waits until the pod has ended.
     *
     * @return whether it was closed, and has not failed
     */
    public boolean awaitEnd() {
        return processing.awaitEnd();
    }

    /** Fetches nothing more, waits for the calls under way (up to {@code drain-timeout}), commits and leaves. */
    @Override
    public void close() {
        health.stops();
        guard.close();
        processing.close();
        executor.close();
        board.close();
        policyFollower.close();
        schemas.close();
        admin.close();
        desk.close();
        metrics.close();
    }

    private Codecs codecs() {
        return new Codecs(topics, wire, codecOptions);
    }

    private Supplier<Consumer<byte[], byte[]>> consumers(String purpose) {
        return CompactedTopicFollower.consumers(config.kafka().asMap(), config.applicationId() + "-" + purpose);
    }
}
