package io.fusebox.cli;

import io.fusebox.call.Call;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Produces calls, and counts what the brokers say.
 *
 * <p>Threading notes: one thread sends; the producer's thread counts.
 */
final class Sender {
    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> firstFailure = new AtomicReference<>();
    private volatile boolean broken;
    private long sent;

    Sender(Producer<byte[], byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /** Waits only where the brokers are behind. */
    void send(Call call, byte[] value) {
        sent++;
        byte[] key = call.destination().getBytes(StandardCharsets.UTF_8);
        try {
            var _ = producer.send(new ProducerRecord<>(topic, key.length == 0 ? null : key, value), (_, failure) -> {
                if (failure == null) {
                    acknowledged.incrementAndGet();
                } else {
                    failed(failure);
                }
            });
        } catch (KafkaException e) {
            failed(e);
        }
    }

    /** One call that is too large says nothing of the next; every other failure does. */
    private void failed(Throwable failure) {
        failed.incrementAndGet();
        firstFailure.compareAndSet(null, failure);
        broken |= !(failure instanceof RecordTooLargeException);
    }

    void flush() {
        producer.flush();
    }

    boolean isBroken() {
        return broken;
    }

    long sent() {
        return sent;
    }

    long acknowledged() {
        return acknowledged.get();
    }

    long failed() {
        return failed.get();
    }

    Optional<Throwable> failure() {
        return Optional.ofNullable(firstFailure.get());
    }
}
