package io.fusebox.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fusebox.call.ResultStatus;
import io.fusebox.wire.Codecs;
import io.fusebox.wire.Decoded;
import io.fusebox.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the topics as anybody would: what is committed, from the moment on at which this was made.
 *
 * <p>Threading notes: one thread of its own reads, and tells.
 */
final class DemoTopics implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration CLOSE = Duration.ofSeconds(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Topics topics;
    private final Codecs codecs;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();

    /** @param codecs for this alone */
    DemoTopics(String brokers, Topics topics, Codecs codecs) {
        this.topics = topics;
        this.codecs = codecs;
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers, "client.id", "demo-reader", "isolation.level", "read_committed",
                        "enable.auto.commit", "false", "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> all = Stream
                .of(topics.requests(), topics.results(), topics.breakerEvents(), topics.breakerStatus())
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(all);
        consumer.endOffsets(all).forEach(consumer::seek);
    }

    /** @param listener told on this one's thread */
    void start(Consumer<Sighting> listener) {
        thread.set(Thread.ofPlatform().daemon().name("demo-topics").start(() -> run(listener)));
    }

    private void run(Consumer<Sighting> listener) {
        try (consumer) {
            while (closed.getCount() > 0) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    read(record).ifPresent(listener);
                }
            }
        } catch (WakeupException _) {
            // To be closed.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tombstones tell nothing. */
    private Optional<Sighting> read(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        if (record.value() == null) {
            return Optional.empty();
        }
        Decoded<Sighting> decoded = decode(record);
        // The schemas come from the registry, one after the other.
        while (decoded instanceof Decoded.NotYet && !closed.await(20, TimeUnit.MILLISECONDS)) {
            decoded = decode(record);
        }
        return switch (decoded) {
            case Decoded.Read<Sighting>(Sighting sighting) -> Optional.of(sighting);
            case Decoded.Malformed<Sighting> _ ->
                record.topic().equals(topics.requests()) ? Optional.of(new Sighting.Unreadable()) : Optional.empty();
            case Decoded.NotYet<Sighting> _ -> Optional.empty();
        };
    }

    private Decoded<Sighting> decode(ConsumerRecord<byte[], byte[]> record) {
        String topic = record.topic();
        byte[] value = record.value();
        if (topic.equals(topics.requests())) {
            return codecs.decodeRequest(value).map(call -> new Sighting.Requested(call.id(), call.destination()));
        }
        if (topic.equals(topics.breakerEvents())) {
            return codecs.decodeEvent(value).map(event -> new Sighting.Changed(event.change()));
        }
        if (topic.equals(topics.breakerStatus())) {
            return codecs.decodeStatus(value).map(Sighting.Shown::new);
        }
        return codecs.json(topic, value).map(DemoTopics::ended);
    }

    private static Sighting ended(String json) {
        try {
            JsonNode result = JSON.readTree(json);
            return new Sighting.Ended(result.path("id").asText(), result.path("destination").asText(),
                    ResultStatus.valueOf(result.path("status").asText()), result.path("attempts").asInt());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result is no JSON", e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        Thread reader = thread.get();
        if (reader == null) {
            consumer.close();
            return;
        }
        consumer.wakeup();
        try {
            reader.join(CLOSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
