package io.fusebox.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What the tasks of one stream thread share: the gate before their consumer, the pace of their commits, and the watch over pauses.
 *
 * <p>Threading notes: belongs to one stream thread, but for {@link #close}, which the program's end calls.
 */
final class TaskThread {
    private final Duration stallLimit;
    private final CommitPacer pacer = new CommitPacer();
    /** By partition. */
    private final Map<Integer, Task> tasks = new HashMap<>();
    private boolean rolledBack;
    private volatile boolean closed;
    private long lastBeat = System.nanoTime();
    private long stalls;

    /** @param stallLimit a thread that did not move for longer may have been replaced meanwhile */
    TaskThread(Duration stallLimit) {
        this.stallLimit = stallLimit;
    }

    void join(int partition, Task task) {
        tasks.put(partition, task);
    }

    void leave(int partition, Task task) {
        tasks.remove(partition, task);
    }

    /** Calls of all tasks that have been taken in and wait for a place. */
    int waiting() {
        return tasks.values().stream().mapToInt(Task::waiting).sum();
    }

    /** Attempts under way of all tasks. */
    private int inFlight() {
        int sum = 0;
        for (Task task : tasks.values()) {
            sum += task.inFlight();
        }
        return sum;
    }

    /** Asked after each turn of a task: whether it is time to commit, which the task then asks for. */
    boolean isCommitDue(Instant now) {
        return pacer.isDue(now.toEpochMilli(), this::inFlight);
    }

    /** Whether it has tasks, and nothing happens in them before a record comes, or much later. */
    boolean isIdle() {
        return !closed && !tasks.isEmpty() && tasks.values().stream().noneMatch(Task::isBusy);
    }

    /** The thread's tasks commit in one transaction, and so their ledgers are written together. */
    void writeLedgers() {
        tasks.values().forEach(Task::writeLedger);
    }

    /** Fetches nothing at all any more. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /** Asked before each fetch: whether the partition is left alone now. */
    boolean holds(TopicPartition partition) {
        Task task = tasks.get(partition.partition());
        return closed || (task != null && task.holds(partition));
    }

    /** A transaction was aborted that held records: what all tasks of the thread did since the last commit never happened. */
    void rollBack() {
        rolledBack = true;
    }

    /** Whether that happened since it was last asked for. */
    boolean takeRollback() {
        boolean was = rolledBack;
        rolledBack = false;
        return was;
    }

    CommitPacer pacer() {
        return pacer;
    }

    /**
     * The thread is alive. After a pause that was too long (SIGSTOP, a stop of the whole machine) it cannot know whether it still
     * owns its tasks.
     *
     * @return how many such pauses there were so far
     */
    long beat() {
        long now = System.nanoTime();
        if (now - lastBeat > stallLimit.toNanos()) {
            stalls++;
        }
        lastBeat = now;
        return stalls;
    }

    /** What the thread asks each of its tasks. */
    interface Task {
        /** Whether nothing is to be fetched from the partition, which is one of the task's. */
        boolean holds(TopicPartition partition);

        /** Calls that have been taken in and will soon have a place. */
        int waiting();

        /** Attempts under way. */
        int inFlight();

        /** Whether something is under way or due soon. */
        boolean isBusy();

        void writeLedger();
    }
}
