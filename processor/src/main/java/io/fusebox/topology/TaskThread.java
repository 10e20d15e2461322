package io.fusebox.topology;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * What the tasks of one stream thread share: the gate before their consumer, the pace of their commits, and the watch over pauses.
 *
 * <p>Threading notes: belongs to one stream thread, but for {@link #close}, which the program's end calls.
 */
final class TaskThread {
    private final Duration stallLimit;
    private final CommitPacer pacer = new CommitPacer();
    private final Map<TopicPartition, BooleanSupplier> gates = new HashMap<>();
    private final Set<StoredLedger> ledgers = new HashSet<>();
    private final Map<TopicPartition, IntSupplier> waiting = new HashMap<>();
    private final Set<TopicPartition> busy = new HashSet<>();
    private boolean rolledBack;
    private volatile boolean closed;
    private long lastBeat = System.nanoTime();
    private long stalls;

    /** @param stallLimit a thread that did not move for longer may have been replaced meanwhile */
    TaskThread(Duration stallLimit) {
        this.stallLimit = stallLimit;
    }

    /** @param closed asked before each fetch: whether the partition is left alone now */
    void gate(TopicPartition partition, BooleanSupplier closed) {
        gates.put(partition, closed);
    }

    void removeGate(TopicPartition partition) {
        gates.remove(partition);
    }

    /** @param calls of the task that have been taken in and wait for a place */
    void addWaiting(TopicPartition requests, IntSupplier calls) {
        waiting.put(requests, calls);
    }

    void removeWaiting(TopicPartition requests) {
        waiting.remove(requests);
    }

    /** Calls of all tasks that have been taken in and wait for a place. */
    int waiting() {
        int sum = 0;
        for (IntSupplier calls : waiting.values()) {
            sum += calls.getAsInt();
        }
        return sum;
    }

    /** @param requests of the task that has something under way or due soon, or has not */
    void setBusy(TopicPartition requests, boolean isBusy) {
        if (isBusy) {
            busy.add(requests);
        } else {
            busy.remove(requests);
        }
    }

    /** Whether it has tasks, and nothing happens in them before a record comes, or much later. */
    boolean isIdle() {
        return !closed && !gates.isEmpty() && busy.isEmpty();
    }

    /** The thread's tasks commit in one transaction, and so their ledgers are written together. */
    void addLedger(StoredLedger ledger) {
        ledgers.add(ledger);
        ledger.commitTogether(() -> ledgers.forEach(StoredLedger::write));
    }

    void removeLedger(StoredLedger ledger) {
        ledger.commitAlone();
        ledgers.remove(ledger);
    }

    /** Fetches nothing at all any more. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    boolean holds(TopicPartition partition) {
        BooleanSupplier gate = gates.get(partition);
        return closed || (gate != null && gate.getAsBoolean());
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
}
