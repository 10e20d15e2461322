package io.fusebox.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fusebox.wire.Codecs;
import io.fusebox.wire.Decoded;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records as JSON; waits for the schema registry where it has not told a schema yet. */
final class JsonReader {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final ObjectMapper mapper = new ObjectMapper();
    private final Codecs codecs;
    private final Terminal terminal;

    /** @param text as it stands on the topic, in one line */
    record Read(String text, JsonNode json) {}

    JsonReader(Codecs codecs, Terminal terminal) {
        this.codecs = codecs;
        this.terminal = terminal;
    }

    /**
     * Empty for a record that cannot be read, of which a note tells.
     *
     * @throws CommandException where the schema registry does not answer
     */
    Optional<Read> read(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return leftOut(record, "it has no value");
        }
        return awaited(() -> codecs.json(record.topic(), record.value()), text -> parsed(record, text),
                reason -> leftOut(record, reason));
    }

    /**
     * A record's bytes, decoded as soon as the schema registry has told their schema.
     *
     * @throws CommandException where it does not answer
     */
    static <D, R> R awaited(Supplier<Decoded<D>> decoding, Function<D, R> read, Function<String, R> malformed) {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            switch (decoding.get()) {
                case Decoded.Read<D>(D value) -> {
                    return read.apply(value);
                }
                case Decoded.Malformed<D>(String reason) -> {
                    return malformed.apply(reason);
                }
                case Decoded.NotYet<D>(String reason) -> awaitRegistry(reason, until);
            }
        }
    }

    private static void awaitRegistry(String reason, long until) {
        if (System.nanoTime() - until > 0) {
            throw new CommandException(reason + "; check schema-registry.url or --registry");
        }
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted", e);
        }
    }

    private Optional<Read> parsed(ConsumerRecord<byte[], byte[]> record, String text) {
        try {
            JsonNode json = mapper.readTree(text);
            // Between a value's tokens a line break is as good as a space, and within one it cannot be.
            return Optional.of(new Read(text.strip().replace('\n', ' ').replace('\r', ' '), json));
        } catch (JsonProcessingException e) {
            return leftOut(record, "it is not JSON: " + e.getOriginalMessage());
        }
    }

    private Optional<Read> leftOut(ConsumerRecord<byte[], byte[]> record, String reason) {
        terminal.note("left out %s, partition %d, offset %d: %s".formatted(record.topic(), record.partition(),
                record.offset(), reason));
        return Optional.empty();
    }
}
