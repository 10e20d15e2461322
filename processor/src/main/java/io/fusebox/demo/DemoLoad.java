package io.fusebox.demo;

import io.fusebox.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * An application: it writes calls to the requests topic, at an even pace, and goes on.
 *
 * <p>Threading notes: for one thread.
 */
final class DemoLoad implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(10);
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final DemoCalls calls;

    DemoLoad(String brokers, Topics topics, DemoCalls calls) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers, "client.id", "demo-application", "linger.ms", "5"),
                new ByteArraySerializer(), new ByteArraySerializer());
        this.topic = topics.requests();
        this.calls = calls;
    }

    /** To each destination so many, at once. */
    void sendEach(String ids, int count) {
        for (int number = 0; number < count; number++) {
            for (String destination : DemoDestinations.NAMES) {
                var _ = producer.send(record(destination, calls.encoded(ids, destination, number)));
            }
        }
    }

    /**
     * @param perSecond to each destination
     * @param goesOn asked between calls
     * @return how many the broker has taken
     * @throws IllegalStateException where it did not take one
     */
    int send(String ids, int perSecond, BooleanSupplier goesOn) throws InterruptedException {
        AtomicInteger taken = new AtomicInteger();
        AtomicReference<Exception> failure = new AtomicReference<>();
        long begin = System.nanoTime();
        long sent = 0;
        while (goesOn.getAsBoolean()) {
            long due = (System.nanoTime() - begin) * perSecond / 1_000_000_000L;
            for (; sent < due; sent++) {
                for (String destination : DemoDestinations.NAMES) {
                    send(destination, calls.encoded(ids, destination, sent), taken, failure);
                }
            }
            Thread.sleep(TICK);
        }
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("a call could not be written to " + topic, failure.get());
        }
        return taken.get();
    }

    private void send(String destination, byte[] call, AtomicInteger taken, AtomicReference<Exception> failure) {
        var _ = producer.send(record(destination, call), (_, problem) -> {
            if (problem == null) {
                taken.incrementAndGet();
            } else {
                failure.set(problem);
            }
        });
    }

    private ProducerRecord<byte[], byte[]> record(String destination, byte[] call) {
        return new ProducerRecord<>(topic, destination.getBytes(StandardCharsets.UTF_8), call);
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
