package io.fusebox.chaos;

import io.fusebox.broker.AvroWire;
import io.fusebox.broker.Started;
import io.fusebox.broker.TopicLog;
import io.fusebox.processes.Broker;
import io.fusebox.sandbox.EmbeddedRegistry;
import io.fusebox.schemas.CallResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Utils;

/** A broker, a registry, destinations, and whatever pods a test starts: all real, all on this machine. */
final class Scene implements AutoCloseable {
    static final int PARTITIONS = 8;

    private final Path directory;
    private final Started started = new Started();
    private final Broker broker;
    private final EmbeddedRegistry registry;
    private final AvroWire avro;
    private final RequestLog requests = new RequestLog();
    private final List<Destination> destinations = new ArrayList<>();
    private final Fleet fleet;
    private final Caretaker caretaker;

    /** @param moods of the destinations, by name */
    Scene(Tuning tuning, Map<String, Mood> moods) throws IOException {
        this(tuning, moods, "open-interval: 1s, open-interval-max: 3s, ramp-up: off");
    }

    /** @param breakers of the destinations, as it stands in the configuration */
    Scene(Tuning tuning, Map<String, Mood> moods, String breakers) throws IOException {
        directory = Files.createTempDirectory("fusebox-chaos-");
        broker = started(new Broker(directory, SmallJvm.OPTIONS, tuning.broker()));
        caretaker = started(new Caretaker(broker.bootstrapServers()));
        registry = started(EmbeddedRegistry.start(EmbeddedRegistry.Options.temporary()));
        avro = new AvroWire(registry.url());
        new TreeMap<>(moods).forEach((name, mood) -> destinations.add(started(new Destination(name, mood, requests))));
        Files.writeString(directory.resolve("fusebox.yaml"), configuration(tuning, breakers));
        fleet = started(new Fleet(directory, destinations.stream().map(Destination::name).toList()));
    }

    private String configuration(Tuning tuning, String breakers) {
        StringBuilder yaml = new StringBuilder("""
                fusebox:
                  application-id: chaos
                  partitions: %d
                  drain-timeout: 15s
                  kafka: { bootstrap.servers: "%s" }
                  schema-registry: { url: "%s" }
                  defaults:
                    timeout: 5s
                    breaker: { %s }
                    retry: { initial: 100ms, max: 1s, max-attempts: 1000 }
                  streams:
                """.formatted(PARTITIONS, broker.bootstrapServers(), registry.url(), breakers));
        tuning.streams().forEach((key, value) -> yaml.append("    %s: \"%s\"%n".formatted(key, value)));
        yaml.append("  destinations:\n");
        destinations.forEach(it -> yaml.append("    %s: { base-url: \"%s\", idempotent: %b }%n".formatted(it.name(),
                it.url(), !it.name().startsWith(Audit.ONCE))));
        return yaml.toString();
    }

    Path directory() {
        return directory;
    }

    Broker broker() {
        return broker;
    }

    Caretaker caretaker() {
        return caretaker;
    }

    Fleet fleet() {
        return fleet;
    }

    RequestLog requests() {
        return requests;
    }

    List<Destination> destinations() {
        return destinations;
    }

    Caller caller() {
        return started(
                new Caller(broker.bootstrapServers(), avro, destinations.stream().map(Destination::name).toList()));
    }

    TopicLog<Answer> results() {
        return started(new TopicLog<>(broker.bootstrapServers(), "fusebox.results", this::answer));
    }

    private Answer answer(byte[] bytes) {
        CallResult result = avro.decode(bytes, CallResult.class);
        return new Answer(result.getId(), result.getStatus().name(),
                result.getBody()
                        .map(body -> StandardCharsets.UTF_8.decode(body.duplicate()).toString())
                        .filter(text -> !text.isEmpty() && text.chars().allMatch(Character::isDigit))
                        .map(Long::valueOf));
    }

    private <C extends AutoCloseable> C started(C what) {
        return started.add(what);
    }

    /** All processes end; what they said and stored stays, until {@link #forget}. */
    @Override
    public void close() throws Exception {
        started.close();
    }

    /** Unless the logs of a good run are asked for. */
    void forget() throws IOException {
        if (!Boolean.getBoolean("chaos.keep")) {
            Utils.delete(directory.toFile());
        }
    }
}
