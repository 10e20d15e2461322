package io.fusebox.topology;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.errors.TaskMigratedException;

/** A consumer that fetches only what its gate lets it, without Kafka Streams noticing. */
final class GatedConsumer extends KafkaConsumer<byte[], byte[]> {
    private final TaskThread thread;

    GatedConsumer(Map<String, Object> config, TaskThread thread) {
        super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.thread = thread;
    }

    /** Pauses are ours only for the length of the poll: Kafka Streams pauses and resumes partitions itself. */
    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        thread.beat();
        thread.takeRollback();
        Set<TopicPartition> ours = new HashSet<>(assignment());
        ours.removeIf(partition -> !thread.holds(partition));
        ours.removeAll(paused());
        pause(ours);
        try {
            return super.poll(timeout);
        } finally {
            ours.retainAll(assignment());
            resume(ours);
        }
    }

    /**
     * A corrupted task is revived where it is: a rebalance on top of it would take the task away while its rolled-back records are
     * on their way again, and lose them.
     *
     * <p>But the thread's tasks share a transaction, and Kafka Streams aborts it together with a corrupted task, also where it could
     * not commit the others before. Those would go on from what never happened. So all of them begin anew.
     *
     * @throws TaskMigratedException which Kafka Streams takes for a reason to give up all tasks and to join the group again
     */
    @Override
    public void enforceRebalance(String reason) {
        if (!reason.equals("Active tasks corrupted")) {
            super.enforceRebalance(reason);
        } else if (thread.takeRollback()) {
            throw new TaskMigratedException(
                    "a transaction was aborted that held the work of several tasks: all of them begin anew");
        }
    }
}
