package io.fusebox.bench.contenders;

import io.fusebox.bench.Command;
import io.fusebox.bench.Contender;
import io.fusebox.bench.Feed;
import io.fusebox.bench.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The program, started by its launcher. */
public final class Fusebox implements Contender {
    private static final String LAUNCHER = "../deploy/fusebox";
    private static final Map<String, String> ENVIRONMENT = Map.of("FUSEBOX_JAVA_HOME", System.getProperty("java.home"));

    private final boolean prepared;
    private boolean built;

    /** @param prepared by {@code fusebox prepare}, as in the image that is shipped */
    public Fusebox(boolean prepared) {
        this.prepared = prepared;
    }

    @Override
    public String name() {
        return "fusebox";
    }

    @Override
    public Feed feed() {
        return Feed.AVRO;
    }

    @Override
    public boolean isPeer() {
        return false;
    }

    @Override
    public boolean takesPart(String scenario) {
        return true;
    }

    /** The launcher builds the program where it has to, which is not to be measured. */
    @Override
    public Command command(Job job) {
        if (!built) {
            build();
            built = true;
        }
        Path file = job.directory().resolve("fusebox.yaml");
        try {
            Files.writeString(file, FuseboxSettings.yaml(job));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Command(List.of(LAUNCHER, "run", "--config", file.toString()),
                ENVIRONMENT);
    }

    private void build() {
        launch("--version");
        if (prepared) {
            launch("prepare");
        }
    }

    private static void launch(String argument) {
        ProcessBuilder launcher = new ProcessBuilder(LAUNCHER, argument).redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.INHERIT);
        launcher.environment().putAll(ENVIRONMENT);
        try {
            if (launcher.start().waitFor() != 0) {
                throw new IllegalStateException("%s %s has failed".formatted(LAUNCHER, argument));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean isReady(Job job, Path log) {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI
                    .create("http://127.0.0.1:" + job.httpPort() + "/readyz")
                    .toURL()
                    .openConnection();
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException _) {
            return false;
        }
    }
}
