package io.fusebox.sandbox;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A real schema registry with Confluent's API: Apicurio, in a process of its own, on the loopback address.
 *
 * <p>Threading notes: one thread starts and waits; any thread may {@link #close}.
 */
public final class EmbeddedRegistry implements AutoCloseable {
    private static final String NAME = "the schema registry";
    private static final String API = "/apis/ccompat/v7";
    /** Four seconds are usual; a busy machine takes its time. */
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    /** An error may pass while it opens its store; if it was asked too early, it lives on with one instead of ending. */
    private static final Duration ERROR_LIMIT = Duration.ofSeconds(20);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(50);

    private final RegistryProcess process;
    private final String url;
    private final WorkDirectory directory;
    private volatile boolean closed;

    private EmbeddedRegistry(RegistryProcess process, String url, WorkDirectory directory) {
        this.process = process;
        this.url = url;
        this.directory = directory;
    }

    /** @param data schemas are kept below this directory; empty: they are gone on close */
    public record Options(Port port, Optional<Path> data) {

        /** Any free port, nothing kept. */
        public static Options temporary() {
            return new Options(Port.FREE, Optional.empty());
        }
    }

    /** Returns when the registry answers. */
    public static EmbeddedRegistry start(Options options) {
        EmbeddedRegistry registry = launch(options);
        registry.awaitReady();
        return registry;
    }

    /** Returns when the process runs; {@link #awaitReady} is to follow. */
    static EmbeddedRegistry launch(Options options) {
        Path distribution = RegistryDistribution.find();
        int port = options.port().claim(NAME);
        WorkDirectory directory = WorkDirectory.of(options.data(), "registry");
        try {
            RegistryProcess process = RegistryProcess.launch(distribution, port, directory);
            return new EmbeddedRegistry(process, "http://%s:%d%s".formatted(Port.HOST, port, API), directory);
        } catch (IOException e) {
            directory.close();
            throw new SandboxException(NAME + " did not start: " + e.getMessage(), e);
        }
    }

    void awaitReady() {
        long start = System.nanoTime();
        long lastWithoutError = start;
        for (int status = ask(); status != HttpURLConnection.HTTP_OK; status = ask()) {
            long now = System.nanoTime();
            if (status < HttpURLConnection.HTTP_INTERNAL_ERROR) {
                lastWithoutError = now;
            }
            if (now - lastWithoutError > ERROR_LIMIT.toNanos() || endsWithin(POLL)) {
                throw failed("did not start");
            }
            if (now - start > START_LIMIT.toNanos()) {
                throw failed("did not answer within %d minutes".formatted(START_LIMIT.toMinutes()));
            }
        }
    }

    private boolean endsWithin(Duration limit) {
        try {
            return process.endsWithin(limit);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new SandboxException("the start of %s was interrupted".formatted(NAME), e);
        }
    }

    /** The status of its answer, or 0 for none. */
    private int ask() {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create(url + "/subjects").toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(5_000);
            try {
                return connection.getResponseCode();
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return 0;
        }
    }

    private SandboxException failed(String what) {
        SandboxException failure = new SandboxException(
                "%s %s; the end of its log:%n%s".formatted(NAME, what, process.logTail()));
        close();
        return failure;
    }

    /** The base of Confluent's API: {@code http://127.0.0.1:8081/apis/ccompat/v7}. */
    public String url() {
        return url;
    }

    /**
     * Waits until it ends.
     *
     * @throws SandboxException if it was not {@link #close} that ended it
     */
    public void join() throws InterruptedException {
        int status = process.waitFor();
        if (!closed) {
            throw failed("ended by itself with status " + status);
        }
    }

    /** Stops the process; what was not to be kept is deleted. */
    @Override
    public void close() {
        closed = true;
        process.stop(STOP_LIMIT);
        directory.close();
    }

    long pid() {
        return process.pid();
    }
}
