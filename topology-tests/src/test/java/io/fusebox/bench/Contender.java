package io.fusebox.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Somebody who takes calls from a topic and makes them: a process of its own, that runs until SIGTERM. Those that need libraries
 * which Fusebox does without are found by {@link java.util.ServiceLoader}.
 */
public interface Contender {
    /** The line on standard output with which a process says that it is about to make calls. */
    String READY = "ready";

    /** As it stands in the results: {@code parallel-consumer-unordered}. */
    String name();

    /** What it reads. */
    Feed feed();

    /** How it is started. */
    Command command(Job job);

    /** Whether this is what a user would pick instead of Fusebox. */
    default boolean isPeer() {
        return true;
    }

    /** @param scenario by name; throughput is for all */
    default boolean takesPart(String scenario) {
        return scenario.equals("throughput");
    }

    /** Where it would need too long for all calls: how long it is measured instead. */
    default Optional<Duration> window() {
        return Optional.empty();
    }

    /** @param log what the process has said so far */
    default boolean isReady(Job job, Path log) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.anyMatch(READY::equals);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
