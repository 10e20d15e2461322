package io.fusebox.topology;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.errors.TaskMigratedException;

/**
 * A consumer that fetches only what its gates let it, and nothing for a while where enough waits already: to take in more would
 * only have it wait too, in memory and in the ledger. Kafka Streams does not notice.
 */
final class GatedConsumer extends KafkaConsumer<byte[], byte[]> {
    /** Calls that wait for a place or for the executor: enough to keep it busy while a commit is made. */
    private static final int MOST_WAITING = 300;
    /** Records end a poll; completions do not, but there is nothing under way. */
    private static final Duration IDLE = Duration.ofMillis(100);
    private static final long PAUSE_NANOS = 1_000_000;
    /** Then the group's business and the task's own records have to be looked at. */
    private static final int MOST_PAUSES = 20;

    private final TaskThread thread;
    private final IntSupplier backlog;
    private int pauses;

    GatedConsumer(Map<String, Object> config, TaskThread thread, IntSupplier backlog) {
        super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.thread = thread;
        this.backlog = backlog;
    }

    /** Pauses are ours only for the length of the poll: Kafka Streams pauses and resumes partitions itself. */
    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        thread.beat();
        thread.takeRollback();
        if (isBehind()) {
            LockSupport.parkNanos(PAUSE_NANOS);
            return ConsumerRecords.empty();
        }
        Set<TopicPartition> ours = new HashSet<>(assignment());
        ours.removeIf(partition -> !thread.holds(partition));
        ours.removeAll(paused());
        pause(ours);
        try {
            return super.poll(thread.isIdle() && timeout.compareTo(IDLE) < 0 && !timeout.isZero() ? IDLE : timeout);
        } finally {
            ours.retainAll(assignment());
            resume(ours);
        }
    }

    /**
     * Not by pausing partitions: a fetch without them waits for records where there are none, and keeps the connection to the broker
     * for as long.
     */
    private boolean isBehind() {
        boolean behind = pauses < MOST_PAUSES && backlog.getAsInt() + thread.waiting() > MOST_WAITING;
        pauses = behind ? pauses + 1 : 0;
        return behind;
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
