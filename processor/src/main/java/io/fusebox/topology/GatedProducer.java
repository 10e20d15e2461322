package io.fusebox.topology;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A producer that tells its thread when it takes records back, and how long commits take.
 *
 * <p>Threading notes: transactions belong to the stream thread, and so does this.
 */
final class GatedProducer extends KafkaProducer<byte[], byte[]> {
    private final TaskThread thread;
    private boolean holdsRecords;
    /** Nanoseconds in this transaction that the thread waited for the broker. */
    private long waited;

    GatedProducer(Map<String, Object> config, TaskThread thread) {
        super(config, new ByteArraySerializer(), new ByteArraySerializer());
        this.thread = thread;
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
        holdsRecords = true;
        return super.send(record, callback);
    }

    @Override
    public void flush() {
        waitFor(super::flush);
    }

    @Override
    public void sendOffsetsToTransaction(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        waitFor(() -> super.sendOffsetsToTransaction(offsets, group));
    }

    @Override
    public void commitTransaction() {
        waitFor(super::commitTransaction);
        holdsRecords = false;
        thread.pacer().committed(Duration.ofNanos(waited));
        waited = 0;
    }

    private void waitFor(Runnable broker) {
        long begin = System.nanoTime();
        broker.run();
        waited += System.nanoTime() - begin;
    }

    @Override
    public void abortTransaction() {
        if (holdsRecords) {
            holdsRecords = false;
            thread.rollBack();
        }
        waited = 0;
        super.abortTransaction();
    }
}
