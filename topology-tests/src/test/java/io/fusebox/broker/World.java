package io.fusebox.broker;

import io.fusebox.config.Configuration;
import io.fusebox.processes.FreePort;
import io.fusebox.schemas.BreakerEvent;
import io.fusebox.schemas.BreakerStatus;
import io.fusebox.schemas.CallResult;
import io.fusebox.schemas.DeadLetter;
import io.fusebox.schemas.ParkedCall;
import io.fusebox.wire.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Utils;

/** One test's share of the broker: topics and a consumer group that no other test knows, and all that it has started. */
final class World implements AutoCloseable {
    private static final int PARTITIONS = 4;

    private final Surroundings servers;
    private final Topics topics;
    private final AvroWire avro;
    private final Map<String, String> settings = new HashMap<>();
    private final Started started = new Started();
    private final Path states;
    private boolean isSamePod;

    World(Surroundings servers) {
        String name = "test-" + UUID.randomUUID();
        this.servers = servers;
        this.topics = new Topics(name + ".");
        this.avro = new AvroWire(servers.registryUrl());
        this.states = newDirectory();
        set("application-id", name);
        set("topic-prefix", topics.prefix());
        set("partitions", PARTITIONS);
        set("http.port", 0);
        set("kafka.bootstrap.servers", servers.bootstrapServers());
        set("schema-registry.url", servers.registryUrl());
        // All brokers and pods of a test live on one machine: what dies is missed soon.
        set("streams.num.standby.replicas", 0);
    }

    Surroundings servers() {
        return servers;
    }

    Topics topics() {
        return topics;
    }

    AvroWire avro() {
        return avro;
    }

    String applicationId() {
        return settings.get("fusebox.application-id");
    }

    int partitions() {
        return Integer.parseInt(settings.get("fusebox.partitions"));
    }

    /** @param key below {@code fusebox} */
    World set(String key, Object value) {
        settings.put("fusebox." + key, value.toString());
        return this;
    }

    /** Each pod is the one before, started again with its state; what has died is missed as soon as brokers allow. */
    World startsTheSamePodAgain() {
        isSamePod = true;
        return set("streams.main.consumer.session.timeout.ms", 6_000);
    }

    /** An HTTP server that is a destination of this name. */
    HttpStub destination(String name) {
        HttpStub stub = started(new HttpStub());
        set("destinations." + name + ".base-url", stub.url());
        return stub;
    }

    /** A processor that has not been started. */
    Pod pod() {
        return podIn(isSamePod ? states : states.resolve(UUID.randomUUID().toString()));
    }

    /** A processor that has not been started, and keeps its state there. */
    Pod podIn(Path stateDirectory) {
        Map<String, String> own = new HashMap<>(settings);
        own.put("fusebox.streams.state.dir", stateDirectory.toString());
        if (own.get("fusebox.http.port").equals("0")) {
            // Known before it listens.
            own.put("fusebox.http.port", Integer.toString(FreePort.find()));
        }
        return started(new Pod(Configuration.load(Optional.empty(), Map.of(), own)));
    }

    /** A processor that is ready. */
    Pod startedPod() throws Exception {
        Pod pod = pod();
        pod.start();
        pod.awaitReady();
        return pod;
    }

    /** So many processors, all of them ready. */
    List<Pod> startedPods(int count) throws Exception {
        List<Pod> pods = IntStream.range(0, count).mapToObj(_ -> pod()).toList();
        for (Pod pod : pods) {
            pod.start();
        }
        pods.forEach(Pod::awaitReady);
        return pods;
    }

    /** Who produces requests. */
    Application application() {
        return started(new Application(this));
    }

    TopicLog<CallResult> results() {
        return log(topics.results(), bytes -> avro.decode(bytes, CallResult.class));
    }

    TopicLog<ParkedCall> retries() {
        return log(topics.retry(), bytes -> avro.decode(bytes, ParkedCall.class));
    }

    TopicLog<BreakerEvent> events() {
        return log(topics.breakerEvents(), bytes -> avro.decode(bytes, BreakerEvent.class));
    }

    TopicLog<BreakerStatus> statuses() {
        return log(topics.breakerStatus(), bytes -> avro.decode(bytes, BreakerStatus.class));
    }

    TopicLog<DeadLetter> deadLetters() {
        return log(topics.deadLetters(), bytes -> avro.decode(bytes, DeadLetter.class));
    }

    <T> TopicLog<T> log(String topic, Function<byte[], T> decoder) {
        return started(new TopicLog<>(servers.bootstrapServers(), topic, decoder));
    }

    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", servers.bootstrapServers()));
    }

    /** To be closed with the world; what was started last is closed first. */
    <C extends AutoCloseable> C started(C what) {
        return started.add(what);
    }

    @Override
    public void close() throws Exception {
        started.close();
        deleteTopics();
        Utils.delete(states.toFile());
    }

    /** So that the broker does not grow slower from test to test. */
    private void deleteTopics() throws InterruptedException, ExecutionException {
        String application = applicationId();
        try (Admin admin = admin()) {
            admin.deleteTopics(admin.listTopics()
                    .names()
                    .get()
                    .stream()
                    .filter(topic -> topic.startsWith(topics.prefix()) || topic.startsWith(application))
                    .toList()).all().get();
        }
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("fusebox-states-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
