package io.fusebox.cli;

import io.fusebox.call.BreakerName;
import io.fusebox.call.Outcome;
import io.fusebox.replay.RecordedAttempt;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Attempts in their order, whatever order and however many they come in: what is too much for memory is put into temporary files, each
 * sorted, which are merged.
 */
final class SortedAttempts implements AutoCloseable {
    static final int IN_MEMORY = 100_000;

    private final int inMemory;
    private final List<Path> files = new ArrayList<>();
    private List<RecordedAttempt> latest = new ArrayList<>();
    private long count;

    /** @param inMemory how many are kept there at most */
    SortedAttempts(int inMemory) {
        this.inMemory = inMemory;
    }

    void add(RecordedAttempt attempt) {
        latest.add(attempt);
        count++;
        if (latest.size() >= inMemory) {
            latest.sort(RecordedAttempt.IN_ORDER);
            files.add(guarded(() -> write(latest)));
            latest = new ArrayList<>();
        }
    }

    long count() {
        return count;
    }

    void forEach(Consumer<RecordedAttempt> consumer) {
        latest.sort(RecordedAttempt.IN_ORDER);
        guarded(() -> {
            merge(consumer);
            return files;
        });
    }

    /** One of the sorted parts, at its first attempt that was not taken yet. */
    private record Part(RecordedAttempt next, Source source) {}

    private interface Source {
        /** Empty at the end. */
        Optional<RecordedAttempt> next() throws IOException;
    }

    private void merge(Consumer<RecordedAttempt> consumer) throws IOException {
        List<DataInputStream> open = new ArrayList<>();
        try {
            Queue<Part> parts = new PriorityQueue<>(Comparator.comparing(Part::next, RecordedAttempt.IN_ORDER));
            for (Path file : files) {
                DataInputStream input = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
                open.add(input);
                offer(parts, () -> read(input));
            }
            var inMemoryPart = latest.iterator();
            offer(parts, () -> inMemoryPart.hasNext() ? Optional.of(inMemoryPart.next()) : Optional.empty());
            while (!parts.isEmpty()) {
                Part part = parts.remove();
                consumer.accept(part.next());
                offer(parts, part.source());
            }
        } finally {
            for (DataInputStream input : open) {
                input.close();
            }
        }
    }

    private static void offer(Queue<Part> parts, Source source) throws IOException {
        source.next().ifPresent(attempt -> parts.add(new Part(attempt, source)));
    }

    private static Path write(List<RecordedAttempt> attempts) throws IOException {
        Path file = Files.createTempFile("fusebox-attempts-", ".tmp");
        file.toFile().deleteOnExit();
        try (DataOutputStream output = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            for (RecordedAttempt attempt : attempts) {
                output.writeBoolean(true);
                output.writeUTF(attempt.called().destination());
                output.writeUTF(attempt.called().operation().orElse(""));
                output.writeLong(attempt.startedAt().toEpochMilli());
                output.writeLong(attempt.duration().toMillis());
                output.writeUTF(attempt.outcome().label());
                output.writeBoolean(attempt.assumed());
            }
            output.writeBoolean(false);
        }
        return file;
    }

    private static Optional<RecordedAttempt> read(DataInputStream input) throws IOException {
        if (!input.readBoolean()) {
            return Optional.empty();
        }
        String destination = input.readUTF();
        String operation = input.readUTF();
        Instant startedAt = Instant.ofEpochMilli(input.readLong());
        Duration duration = Duration.ofMillis(input.readLong());
        Outcome outcome = RecordedAttempt.outcome(input.readUTF()).orElseThrow();
        BreakerName called = new BreakerName(destination, Optional.of(operation).filter(name -> !name.isEmpty()));
        return Optional.of(new RecordedAttempt(called, startedAt, duration, outcome, input.readBoolean()));
    }

    private interface Work<T> {
        T work() throws IOException;
    }

    private static <T> T guarded(Work<T> work) {
        try {
            return work.work();
        } catch (IOException e) {
            throw new CommandException("attempts cannot be kept in %s: %s; make room there, or choose a later --from"
                    .formatted(System.getProperty("java.io.tmpdir"), e), e);
        }
    }

    @Override
    public void close() {
        guarded(() -> {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            return files;
        });
    }
}
