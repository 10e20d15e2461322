package io.fusebox.app;

import io.fusebox.admin.OperatorDesk;
import io.fusebox.call.Command;
import io.fusebox.call.Origin;
import io.fusebox.wire.Codecs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes operators' commands to their topic. Most pods never get one: the producer is made for the first.
 *
 * <p>Threading notes: safe for all threads; one of its own makes, uses and closes the producer, for {@code send} may wait.
 */
final class KafkaDesk implements OperatorDesk, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaDesk.class);
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final String topic;
    private final Map<String, Object> properties;
    private final Supplier<Codecs> newCodecs;
    private final ExecutorService thread = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().daemon().name("commands").factory());
    private Optional<Codecs> codecs = Optional.empty();
    private Optional<Producer<byte[], byte[]>> producer = Optional.empty();

    /** @param kafka what Kafka's clients need */
    KafkaDesk(String topic, Map<String, String> kafka, String clientId, Supplier<Codecs> newCodecs) {
        this.topic = topic;
        this.newCodecs = newCodecs;
        properties = new HashMap<>(kafka);
        properties.putAll(Map.of("client.id", clientId, "acks", "all", "enable.idempotence", "true",
                "partitioner.ignore.keys", "false", "max.block.ms", "5000", "delivery.timeout.ms", "8000",
                "request.timeout.ms", "5000", "linger.ms", "0"));
        properties.remove("partitioner.class");
        properties.remove("transactional.id");
    }

    @Override
    public CompletableFuture<Origin> give(Command command) {
        CompletableFuture<Origin> given = new CompletableFuture<>();
        thread.execute(() -> send(command, given));
        return given;
    }

    private void send(Command command, CompletableFuture<Origin> given) {
        try {
            if (codecs.isEmpty()) {
                codecs = Optional.of(newCodecs.get());
            }
            if (producer.isEmpty()) {
                producer = Optional
                        .of(new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer()));
            }
            byte[] key = command.owned().orElse("").getBytes(StandardCharsets.UTF_8);
            var _ = producer.get()
                    .send(new ProducerRecord<>(topic, key, codecs.get().encodeCommand(command)), (written, failure) -> {
                        if (failure == null) {
                            given.complete(new Origin(topic, written.partition(), written.offset()));
                        } else {
                            fail(failure, given);
                        }
                    });
        } catch (KafkaException e) {
            fail(e, given);
        }
    }

    private static void fail(Exception failure, CompletableFuture<Origin> given) {
        LOG.atError().log("an operator's command is not written: {}", failure.toString());
        given.completeExceptionally(failure);
    }

    @Override
    public void close() {
        thread.execute(() -> producer.ifPresent(it -> it.close(CLOSE)));
        thread.close();
    }
}
