package io.fusebox.topology;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
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
    /** Nanoseconds in this transaction that the thread waited for what it had sent. */
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
        long begin = System.nanoTime();
        super.flush();
        waited += System.nanoTime() - begin;
    }

    @Override
    public void commitTransaction() {
        long begin = System.nanoTime();
        super.commitTransaction();
        holdsRecords = false;
        thread.pacer().committed(Duration.ofNanos(waited + System.nanoTime() - begin));
        waited = 0;
    }

    @Override
    public void abortTransaction() {
        if (holdsRecords) {
            holdsRecords = false;
            thread.rollBack();
        }
        super.abortTransaction();
    }
}
