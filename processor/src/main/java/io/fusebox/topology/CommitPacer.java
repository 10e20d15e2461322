package io.fusebox.topology;

import java.time.Duration;

/**
 * When to ask for a commit: what is forwarded is seen only when its transaction commits. A few records are committed soon after each
 * other, so that nobody waits. Many are committed together: most of what is under way has then come and gone between two commits, and
 * is never written to the ledger.
 */
final class CommitPacer {
    static final long SHORTEST_MS = 5;
    static final long LONGEST_MS = 500;
    /** For each millisecond of waiting: who gets more has a load, and gives latency for throughput. */
    private static final int RECORDS_PER_MS = 4;
    /** A thread that is slow to commit, as its broker is or it has much to write, spends no more than half of its time on it. */
    private static final int WAITS = 2;

    private long lastCommitMs;
    private long floorMs = SHORTEST_MS;
    private int awaited;

    /** Somebody waits for what was forwarded: a result, an event, a parked call to be read back. */
    void forwarded() {
        awaited++;
    }

    /** @param took how long the thread waited for the broker */
    void committed(Duration took) {
        floorMs = Math.clamp(WAITS * took.toMillis(), SHORTEST_MS, LONGEST_MS);
    }

    /** Whether somebody waits. */
    boolean isAwaited() {
        return awaited > 0;
    }

    /** Whether now is the time; the caller asks for the commit. */
    boolean isDue(long nowMs) {
        // A clock may step back.
        long since = Math.abs(nowMs - lastCommitMs);
        if (awaited == 0 || since < Math.clamp(awaited / RECORDS_PER_MS, floorMs, LONGEST_MS)) {
            return false;
        }
        lastCommitMs = nowMs;
        awaited = 0;
        return true;
    }
}
