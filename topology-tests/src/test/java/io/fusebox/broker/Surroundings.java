package io.fusebox.broker;

import io.fusebox.sandbox.EmbeddedRegistry;
import io.fusebox.sandbox.Sandbox;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A broker and a schema registry, for all tests of this JVM.
 *
 * @param servers to be closed, in this order
 */
record Surroundings(String bootstrapServers, String registryUrl, List<AutoCloseable> servers) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Surroundings.class);
    private static final boolean IN_CONTAINER = System.getProperty("fusebox.broker", "embedded").equals("container");
    /** Looked for once. */
    private static final Optional<String> MISSING = IN_CONTAINER ? missingEngine() : Optional.empty();

    /** Why there can be no broker. */
    static Optional<String> missing() {
        return MISSING;
    }

    static Surroundings start() {
        return IN_CONTAINER ? inContainer() : embedded();
    }

    private static Surroundings embedded() {
        Sandbox sandbox = Sandbox.start(Sandbox.Options.temporary());
        return new Surroundings(sandbox.kafka().bootstrapServers(), sandbox.registry().url(), List.of(sandbox));
    }

    /** The image's version is that of the clients, as the build says. */
    private static Surroundings inContainer() {
        KafkaContainer kafka = new KafkaContainer(
                DockerImageName.parse("apache/kafka").withTag(System.getProperty("fusebox.kafka.version")));
        kafka.withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        kafka.start();
        EmbeddedRegistry registry = EmbeddedRegistry.start(EmbeddedRegistry.Options.temporary());
        return new Surroundings(kafka.getBootstrapServers(), registry.url(), List.of(kafka, registry));
    }

    private static Optional<String> missingEngine() {
        if (DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.empty();
        }
        String word = "no container engine answers here, so nothing is tested on a broker in a container"
                + " (the same tests run on the embedded broker)";
        LOG.warn("SKIPPED: {}", word);
        return Optional.of(word);
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable server : servers) {
            server.close();
        }
    }
}
