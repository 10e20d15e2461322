package io.fusebox.specs.world;

import io.fusebox.dispatch.DispatchSettings;
import io.fusebox.topology.DispatchRuntime;
import io.fusebox.topology.FuseboxTopology;
import io.fusebox.topology.Partitioning;
import io.fusebox.topology.TaskThreads;
import io.fusebox.wire.CodecOptions;
import io.fusebox.wire.Codecs;
import io.fusebox.wire.ConfluentWireFormat;
import io.fusebox.wire.HttpSchemaRegistry;
import io.fusebox.wire.RegistryAccess;
import io.fusebox.wire.RegistryException;
import io.fusebox.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** One life of Fusebox: its topology on the test driver, from taking over to its end. */
final class Life implements AutoCloseable {
    static final Topics TOPICS = new Topics("fusebox.");
    /** More than a fast punctuation's interval: whatever is ready is done. */
    static final Duration MOMENT = Duration.ofMillis(5);
    /** The same waits in each run of a spec. */
    private static final long SEED = 1;
    static final String APPLICATION = "fusebox";

    private final HttpSchemaRegistry registry;
    private final ConfluentWireFormat wire;
    private final TaskThreads threads = new TaskThreads(Duration.ofHours(1));
    private final TopologyTestDriver driver;
    private final Journal journal;
    private final String shape;
    private Instant now;

    Life(Settings settings, RegistryServer registryServer, PolicyBook policies, FakeDestinations destinations,
            Journal journal, Path stateDirectory, Instant start) {
        this.journal = journal;
        now = start;
        registry = new HttpSchemaRegistry(new RegistryAccess(registryServer.url(),
                new RegistryAccess.Credentials.None(), RegistryAccess.DEFAULT_TIMEOUT));
        wire = new ConfluentWireFormat(registry);
        register();
        Restoration restoration = new Restoration(journal);
        CodecOptions options = new CodecOptions(settings.jsonResults(), true, settings.maxRecordBytes());
        Topology topology = FuseboxTopology.of(TOPICS,
                new DispatchRuntime(TOPICS, new Partitioning(settings.partitions()),
                        new DispatchSettings("pod-1", settings.tellDeferred(), settings.requestLimit()),
                        policies::current, () -> new Codecs(TOPICS, wire, options),
                        () -> new SplittableRandom(SEED), destinations, threads, _ -> {
                            restoration.restore();
                            return new SilentTraffic();
                        }));
        shape = topology.describe().toString();
        restoration.into(topology);
        driver = new TopologyTestDriver(topology, properties(stateDirectory), start);
        advance(MOMENT);
    }

    private void register() {
        try {
            wire.registerAll(TOPICS, Duration.ZERO, _ -> {});
        } catch (RegistryException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As in production, as far as the driver takes them. */
    private static Properties properties(Path stateDirectory) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION,
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092",
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, "-1",
                StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 64L << 20,
                StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString()));
        return properties;
    }

    /** @param recordTime the record's own timestamp; anything */
    void pipe(String topic, byte[] key, byte[] value, List<Header> headers, Instant recordTime) {
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer(), recordTime, Duration.ZERO)
                .pipeInput(new TestRecord<>(key, value, new RecordHeaders(headers)));
        journal.update(driver);
    }

    void advance(Duration step) {
        now = now.plus(step);
        driver.advanceWallClockTime(step);
        journal.update(driver);
    }

    /** Of the topology as it is, before anything was added for the specs. */
    String shape() {
        return shape;
    }

    Instant now() {
        return now;
    }

    /** As on SIGTERM: what is under way may finish, nothing starts. */
    void stopStarting() {
        threads.close();
    }

    @Override
    public void close() {
        driver.close();
        journal.update(driver);
        wire.close();
        registry.close();
    }
}
