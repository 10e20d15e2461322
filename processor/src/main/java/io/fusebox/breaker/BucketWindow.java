package io.fusebox.breaker;

import io.fusebox.breaker.WindowSnapshot.Slice;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The calls of the last so many milliseconds, however many they are. A slice is a bucket, which begins with a call and takes in what
 * comes within a twentieth of the duration, so that the window covers 95 to 100% of it.
 */
final class BucketWindow extends OutcomeWindow {
    private static final int BUCKETS = 20;

    private final long bucketMillis;
    private final Deque<WindowSums> buckets = new ArrayDeque<>();
    private final Deque<WindowSums> spare = new ArrayDeque<>();
    /** The newest bucket, if there is one. */
    private WindowSums newest = new WindowSums();

    BucketWindow(Duration duration, WindowSnapshot content) {
        super(0, duration, content);
        this.bucketMillis = Math.max(1, duration.toMillis() / BUCKETS);
    }

    @Override
    void addCall(long atMillis, boolean failed, boolean slow) {
        count(bucketAt(atMillis), failed, slow);
    }

    private void count(WindowSums bucket, boolean failed, boolean slow) {
        bucket.calls++;
        sums.calls++;
        if (failed) {
            bucket.failed++;
            sums.failed++;
        }
        if (slow) {
            bucket.slow++;
            sums.slow++;
        }
    }

    @Override
    void addIgnored(long atMillis) {
        bucketAt(atMillis).ignored++;
        sums.ignored++;
    }

    @Override
    void recordTime(long micros) {
        newest.timed++;
        newest.micros += micros;
        sums.timed++;
        sums.micros += micros;
    }

    private WindowSums bucketAt(long atMillis) {
        if (buckets.isEmpty() || atMillis >= newest.startMillis + bucketMillis) {
            newest = spare.isEmpty() ? new WindowSums() : spare.removeLast();
            newest.startAt(atMillis);
            buckets.addLast(newest);
        }
        return newest;
    }

    @Override
    boolean isEmpty() {
        return buckets.isEmpty();
    }

    @Override
    long oldestMillis() {
        return buckets.getFirst().startMillis;
    }

    @Override
    void removeOldest() {
        WindowSums oldest = buckets.removeFirst();
        sums.subtract(oldest);
        spare.addLast(oldest);
    }

    @Override
    void moveSlicesBack(long millis) {
        buckets.forEach(bucket -> bucket.startMillis -= millis);
    }

    @Override
    List<Slice> slices() {
        return buckets.stream().map(WindowSums::slice).toList();
    }

    @Override
    void load(Slice slice) {
        WindowSums content = new WindowSums();
        content.read(slice);
        bucketAt(content.startMillis).add(content);
        sums.add(content);
    }
}
