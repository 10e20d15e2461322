package io.fusebox.topology;

import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * When to ask for a commit: what is forwarded is seen only when its transaction commits. A few records are committed soon after each
 * other, so that nobody waits. Many are committed together: most of what is under way has then come and gone between two commits, and
 * is never written to the ledger. What is under way is waited for a moment, and not waited for where there is none.
 */
final class CommitPacer {
    static final long SHORTEST_MS = 5;
    static final long LONGEST_MS = 500;
    /** For each millisecond of waiting: who gets more has a load, and gives latency for throughput. */
    private static final int RECORDS_PER_MS = 4;
    /** For each millisecond that the first of many answers waits for the others: as many rows would be written for nothing. */
    private static final int ROWS_PER_MS = 40;
    /** What nobody's answer waits for longer than. */
    static final long COMPANY_MS = 25;
    /** A thread that is slow to commit, as its broker is or it has much to write, spends no more than half of its time on it. */
    private static final int WAITS = 2;

    private long lastCommitMs;
    private long floorMs = SHORTEST_MS;
    private int awaited;
    private long awaitedSinceMs;

    /** Somebody waits for what was forwarded: a result, an event, a parked call to be read back. */
    void forwarded(long nowMs) {
        if (awaited++ == 0) {
            awaitedSinceMs = nowMs;
        }
    }

    /** @param took how long the thread waited for the broker */
    void committed(Duration took) {
        floorMs = Math.clamp(WAITS * took.toMillis(), SHORTEST_MS, LONGEST_MS);
    }

    /** Whether somebody waits. */
    boolean isAwaited() {
        return awaited > 0;
    }

    /**
     * Whether now is the time; the caller asks for the commit.
     *
     * @param underWay calls whose answers are to come, and which a commit has to write down
     */
    boolean isDue(long nowMs, IntSupplier underWay) {
        if (awaited == 0) {
            return false;
        }
        // A clock may step back.
        long since = Math.abs(nowMs - lastCommitMs);
        if (since < pauseMs(COMPANY_MS)) {
            return false;
        }
        int rows = underWay.getAsInt();
        if (rows > 0 && (since < pauseMs(LONGEST_MS)
                || Math.abs(nowMs - awaitedSinceMs) < Math.min(rows / ROWS_PER_MS, COMPANY_MS))) {
            return false;
        }
        lastCommitMs = nowMs;
        awaited = 0;
        return true;
    }

    /** Between two commits, for what is awaited so far. */
    private long pauseMs(long longestMs) {
        return Math.clamp(awaited / RECORDS_PER_MS, floorMs, Math.max(floorMs, longestMs));
    }
}
