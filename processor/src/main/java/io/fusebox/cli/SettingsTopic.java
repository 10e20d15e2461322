package io.fusebox.cli;

import io.fusebox.cli.TopicReader.Start;
import io.fusebox.wire.Codecs;
import io.fusebox.wire.DestinationSettings;
import io.fusebox.wire.RegistryException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** The topic of destinations: what stands there, and how it is changed. */
final class SettingsTopic {
    private final Session session;
    private final String topic;
    private final SchemaAccess schemas;

    /** What is the last word on a destination. */
    sealed interface Standing {
        record Settings(DestinationSettings settings) implements Standing {}

        record Unreadable(String reason) implements Standing {}

        default Optional<DestinationSettings> readable() {
            return switch (this) {
                case Settings(DestinationSettings its) -> Optional.of(its);
                case Unreadable _ -> Optional.empty();
            };
        }
    }

    /** @throws CommandException where the brokers do not answer, or the topic is not there */
    SettingsTopic(Session session) {
        this.session = session;
        topic = session.topics().destinations();
        schemas = session.schemas();
        session.require(List.of(topic));
    }

    /** By destination; those that were removed are not among them. */
    Map<String, Standing> read() {
        Map<String, byte[]> latest = new TreeMap<>();
        new TopicReader(session.consumer(), topic, session.brokers(), new Start.Beginning()).readToEnd(record -> {
            if (record.key() != null) {
                String destination = new String(record.key(), StandardCharsets.UTF_8);
                latest.remove(destination);
                Optional.ofNullable(record.value()).ifPresent(value -> latest.put(destination, value));
            }
        });
        Codecs codecs = session.codecs(schemas);
        Map<String, Standing> standing = new TreeMap<>();
        latest.forEach((destination, value) -> standing.put(destination, standing(codecs, value)));
        return standing;
    }

    private static Standing standing(Codecs codecs, byte[] value) {
        return JsonReader.<DestinationSettings, Standing>awaited(() -> codecs.decodeDestination(value),
                Standing.Settings::new, Standing.Unreadable::new);
    }

    /**
     * Returns when the brokers have taken all of it.
     *
     * @param changed by destination; empty: nothing is to stand there
     */
    void publish(Map<String, Optional<DestinationSettings>> changed) throws InterruptedException {
        register();
        Codecs codecs = session.codecs(schemas);
        Producer<byte[], byte[]> producer = session.producer();
        List<Future<RecordMetadata>> answers = changed.entrySet()
                .stream()
                .map(change -> producer
                        .send(new ProducerRecord<>(topic, change.getKey().getBytes(StandardCharsets.UTF_8),
                                change.getValue().map(codecs::encodeDestination).orElse(null))))
                .toList();
        producer.flush();
        Duration left = Brokers.PATIENCE;
        for (Future<RecordMetadata> answer : answers) {
            try {
                answer.get(left.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                throw Brokers.failure(e.getCause() == null ? e : e.getCause(), session.brokers(), topic);
            } catch (TimeoutException e) {
                throw Brokers.failure(e, session.brokers(), topic);
            }
        }
    }

    private void register() throws InterruptedException {
        try {
            schemas.format().register(session.topics(), List.of(topic), Duration.ZERO, _ -> {});
        } catch (RegistryException e) {
            throw new CommandException(e.getMessage() + "; check schema-registry.url or --registry", e);
        }
    }
}
