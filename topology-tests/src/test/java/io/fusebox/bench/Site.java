package io.fusebox.bench;

import io.fusebox.bench.stub.StubClient;
import io.fusebox.bench.stub.StubMain;
import io.fusebox.processes.Broker;
import io.fusebox.processes.Child;
import io.fusebox.processes.FreePort;
import io.fusebox.processes.JavaCommand;
import io.fusebox.sandbox.EmbeddedRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.Awaitility;

/**
 * What all measurements of a run share: a broker, a schema registry and the destinations, each a process of its own. They start when
 * they are first asked for.
 */
public final class Site implements AutoCloseable {
    /** As Kafka's own start script has it. */
    private static final List<String> BROKER_JVM = List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC",
            "-XX:MaxGCPauseMillis=20", "-XX:InitiatingHeapOccupancyPercent=35");
    private static final List<String> STUB_JVM = List.of("-Xms512m", "-Xmx512m", "-XX:+UseParallelGC");

    private final Scale scale;
    private final Path directory;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final int stubPort = FreePort.find();
    private Broker broker;
    private EmbeddedRegistry registry;
    private StubClient stub;
    private Admin admin;
    private int runs;

    public Site(Scale scale) {
        this.scale = scale;
        try {
            // On a disk, as a broker's data is; the system's own directory may be in memory.
            this.directory = Files.createTempDirectory(
                    Files.createDirectories(Path.of("target")).toAbsolutePath(), "bench-work-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        started(() -> Utils.delete(directory.toFile()));
    }

    public Scale scale() {
        return scale;
    }

    /** What a contender is to do unless a scenario wants it otherwise. */
    public Job job() {
        start();
        String name = "bench-" + ++runs;
        try {
            return new Job(Files.createDirectory(directory.resolve(name)), broker.bootstrapServers(), registry.url(),
                    name, name, 8, 64, "http://127.0.0.1:" + stubPort, Map.of(), 2_000, Duration.ofSeconds(10),
                    Duration.ofSeconds(1), FreePort.find(), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public StubClient stub() {
        start();
        return stub;
    }

    Admin admin() {
        start();
        return admin;
    }

    private synchronized void start() {
        if (admin != null) {
            return;
        }
        // Should this JVM be told to end, its children end with it.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        // Each takes seconds.
        CompletableFuture<EmbeddedRegistry> starting = CompletableFuture
                .supplyAsync(() -> EmbeddedRegistry.start(EmbeddedRegistry.Options.temporary()));
        broker = started(new Broker(directory, BROKER_JVM, Map.of(
                // What is deleted is gone before the next measurement begins.
                "file.delete.delay.ms", "500", "log.segment.delete.delay.ms", "500")));
        registry = started(starting.join());
        int control = FreePort.find();
        Child process = Child.start(directory.resolve("stub.log"), JavaCommand.of(STUB_JVM, StubMain.class,
                List.of(Integer.toString(stubPort), Integer.toString(control))), Map.of());
        started(process::kill);
        stub = new StubClient(control);
        Awaitility.await("the stub answers")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> stub.counts().received() == 0);
        admin = started(Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers())));
    }

    private <C extends AutoCloseable> C started(C what) {
        started.push(what);
        return what;
    }

    @Override
    public synchronized void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                System.err.println("bench: " + e);
            }
        }
    }
}
