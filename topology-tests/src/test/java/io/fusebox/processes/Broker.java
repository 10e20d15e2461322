package io.fusebox.processes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A single-node Kafka that dies and comes back on its data. */
public final class Broker implements AutoCloseable {
    private final int port = FreePort.find();
    private final Path directory;
    private final List<String> options;
    private final List<String> arguments = new ArrayList<>();
    private Child process;

    /**
     * Returns when it listens.
     *
     * @param directory of its log and its data
     * @param options of its JVM
     * @param properties of the broker
     */
    public Broker(Path directory, List<String> options, Map<String, String> properties) {
        this.directory = directory;
        this.options = options;
        arguments.addAll(List.of(Integer.toString(port), directory.resolve("broker").toString()));
        properties.forEach((key, value) -> arguments.add(key + "=" + value));
        process = launch();
        awaitReady();
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public void kill() {
        process.kill();
    }

    /** On the data that it left. */
    public void restart() {
        process = launch();
        awaitReady();
    }

    private Child launch() {
        return Child.start(directory.resolve("broker.log"), JavaCommand.of(options, BrokerMain.class, arguments),
                Map.of());
    }

    private void awaitReady() {
        Awaitility.await("the broker listens").atMost(Duration.ofSeconds(90)).until(() -> {
            if (!process.isAlive()) {
                process = launch();
            }
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
                return true;
            } catch (IOException _) {
                return false;
            }
        });
    }

    @Override
    public void close() {
        process.kill();
    }
}
