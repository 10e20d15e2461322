package io.fusebox.broker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/**
 * All that is said on a topic from its beginning on, as a {@code read_committed} consumer sees it.
 *
 * <p>Threading notes: a thread of its own reads; safe for all threads.
 */
public final class TopicLog<T> implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    /**
     * @param value empty for a tombstone
     * @param seenAt when the consumer had it
     */
    public record Entry<T>(
            String key,
            Optional<T> value,
            Instant timestamp,
            Instant seenAt,
            int partition,
            long offset) {}

    private final String topic;
    private final Function<byte[], T> decoder;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Entry<T>> entries = new ArrayList<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile Optional<RuntimeException> failure = Optional.empty();

    public TopicLog(String bootstrapServers, String topic, Function<byte[], T> decoder) {
        this.topic = topic;
        this.decoder = decoder;
        this.consumer = new KafkaConsumer<>(Map.of(
                "bootstrap.servers", bootstrapServers,
                "isolation.level", "read_committed",
                "allow.auto.create.topics", "false",
                "fetch.max.wait.ms", "20",
                "auto.offset.reset", "earliest"), new StringDeserializer(), new ByteArrayDeserializer());
        this.thread = Thread.ofPlatform().daemon().name("log-of-" + topic).start(this::run);
    }

    /** In the order in which they came. */
    public List<Entry<T>> entries() {
        synchronized (entries) {
            return List.copyOf(entries);
        }
    }

    public int size() {
        failure.ifPresent(e -> {
            throw new IllegalStateException(topic + " cannot be read", e);
        });
        synchronized (entries) {
            return entries.size();
        }
    }

    /** Waits until that many have come: more are found out by whoever looks at them. */
    public void await(int count, Duration atMost) {
        Awaitility.await(topic).atMost(atMost).until(() -> size() >= count);
    }

    /** All that are no tombstones, in the order in which they came. */
    List<T> values() {
        return entries().stream().flatMap(entry -> entry.value().stream()).toList();
    }

    Map<String, List<T>> by(Function<T, String> name) {
        return values().stream().collect(Collectors.groupingBy(name));
    }

    private void run() {
        try (consumer) {
            awaitTopic();
            while (!closed) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    Entry<T> entry = entry(record);
                    synchronized (entries) {
                        entries.add(entry);
                    }
                }
            }
        } catch (RuntimeException e) {
            failure = Optional.of(e);
        }
    }

    /** The topic may come later than its reader. */
    private void awaitTopic() {
        List<TopicPartition> partitions = List.of();
        while (!closed && partitions.isEmpty()) {
            partitions = consumer.listTopics()
                    .getOrDefault(topic, List.of())
                    .stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    private Entry<T> entry(ConsumerRecord<String, byte[]> record) {
        return new Entry<>(record.key(), Optional.ofNullable(record.value()).map(decoder),
                Instant.ofEpochMilli(record.timestamp()), Instant.now(), record.partition(), record.offset());
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join(Duration.ofSeconds(10));
    }
}
