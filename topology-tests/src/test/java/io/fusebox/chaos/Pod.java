package io.fusebox.chaos;

import io.fusebox.app.Main;
import io.fusebox.processes.Child;
import io.fusebox.processes.FreePort;
import io.fusebox.processes.JavaCommand;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A processor in a process of its own, from one start to its end; the next life has the same state directory. */
final class Pod {
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private final String slot;
    private final String life;
    private final int port = FreePort.find();
    private final PodLog log;
    private final Child process;

    /**
     * @param slot the pod's name in all its lives
     * @param staticMember whether it keeps its place in the group from life to life
     * @param destinations that are to be told which life calls them
     */
    Pod(String slot, int life, boolean staticMember, Path directory, List<String> destinations) {
        this.slot = slot;
        this.life = slot + "." + life;
        List<String> options = new ArrayList<>(SmallJvm.OPTIONS);
        options.addAll(List.of("-Dfusebox.http.port=" + port,
                "-Dfusebox.streams.state.dir=" + directory.resolve("state-" + slot)));
        if (staticMember) {
            options.add("-Dfusebox.streams.main.consumer.group.instance.id=" + slot);
        }
        destinations.forEach(name -> options
                .add("-Dfusebox.destinations." + name + ".headers." + Destination.POD_HEADER + "=" + this.life));
        log = new PodLog(directory.resolve(this.life + ".log"));
        process = Child.start(log.file(), JavaCommand.of(options, Main.class,
                List.of("run", "--config", directory.resolve("fusebox.yaml").toString())), Map.of());
    }

    String slot() {
        return slot;
    }

    String life() {
        return life;
    }

    PodLog log() {
        return log;
    }

    Child process() {
        return process;
    }

    boolean isReady() {
        return get("/readyz").isPresent();
    }

    /** Breakers that it owns. */
    long share() {
        return get("/metrics").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("circuit_breaker_state{"))
                .count();
    }

    /** The body of a good answer. */
    private Optional<String> get(String path) {
        try {
            var answer = HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Duration.ofSeconds(2))
                    .build(), BodyHandlers.ofString());
            return Optional.of(answer.body()).filter(_ -> answer.statusCode() == 200);
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
