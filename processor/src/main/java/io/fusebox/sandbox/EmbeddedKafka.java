package io.fusebox.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A real Kafka of one node in this JVM, on the loopback address, without authentication. */
public final class EmbeddedKafka implements AutoCloseable {
    private static final String NAME = "Kafka";

    private final KafkaRaftServer server;
    private final String bootstrapServers;
    private final WorkDirectory directory;

    private EmbeddedKafka(KafkaRaftServer server, String bootstrapServers, WorkDirectory directory) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
        this.directory = directory;
    }

    /**
     * @param data topics are kept below this directory; empty: they are gone on close
     * @param properties of the broker; they win over those of a single node
     */
    public record Options(Port port, Optional<Path> data, Map<String, String> properties) {

        /** Any free port, nothing kept. */
        public static Options temporary() {
            return new Options(Port.FREE, Optional.empty(), Map.of());
        }
    }

    /** Returns when the broker takes requests. */
    public static EmbeddedKafka start(Options options) {
        int port;
        int controllerPort;
        // Both are held at once, so that they differ.
        try (ServerSocket client = options.port().hold(NAME); ServerSocket controller = Port.FREE.hold(NAME)) {
            port = client.getLocalPort();
            controllerPort = controller.getLocalPort();
        } catch (IOException e) {
            throw new SandboxException("Kafka found no port: " + e.getMessage(), e);
        }
        WorkDirectory directory = WorkDirectory.of(options.data(), "kafka");
        try {
            Path logs = directory.path();
            Map<String, String> properties = SingleNode.properties(port, controllerPort, logs);
            properties.putAll(options.properties());
            format(logs);
            KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.apply(properties, false), Time.SYSTEM);
            start(server);
            return new EmbeddedKafka(server, Port.HOST + ":" + port, directory);
        } catch (Exception e) {
            directory.close();
            throw new SandboxException("Kafka did not start: " + rootMessage(e), e);
        }
    }

    private static void start(KafkaRaftServer server) {
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
    }

    /** Once in a directory's life: a formatted one keeps its cluster id. */
    private static void format(Path logs) throws Exception {
        if (Files.exists(logs.resolve("meta.properties"))) {
            return;
        }
        new Formatter().setNodeId(SingleNode.NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName(SingleNode.CONTROLLER_LISTENER)
                .addDirectory(logs.toString())
                .setMetadataLogDirectory(logs.toString())
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .run();
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }

    /** {@code 127.0.0.1:9092} */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Stops the broker cleanly; what was not to be kept is deleted. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        directory.close();
    }
}
