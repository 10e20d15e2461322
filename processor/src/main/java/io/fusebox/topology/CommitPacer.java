package io.fusebox.topology;

/**
 * When to ask for a commit: a result is seen only when its transaction commits. Few results are committed soon after each other;
 * many are committed together, at Kafka Streams' own pace.
 */
final class CommitPacer {
    /** Between two commits that were asked for. */
    static final long INTERVAL_MS = 15;
    /** So many results since the last one are a load, and latency gives way to throughput. */
    private static final int LOAD = 100;

    private long lastCommitMs;
    private int awaited;

    /** Somebody waits for what was forwarded: a result, or a confirmation. */
    void forwarded() {
        awaited++;
    }

    /** Whether now is the time; the caller asks for the commit. */
    boolean isDue(long nowMs) {
        if (awaited == 0 || nowMs - lastCommitMs < INTERVAL_MS) {
            return false;
        }
        boolean load = awaited > LOAD;
        awaited = 0;
        lastCommitMs = nowMs;
        return !load;
    }
}
