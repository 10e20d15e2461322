package io.fusebox.breaker;

import io.fusebox.breaker.WindowSnapshot.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The last calls: by number, by age, or both.
 *
 * <p>A ring of slices. By count each call has a slice of its own; by time alone a slice is a bucket, which begins with a call and takes
 * in what comes within a twentieth of the duration, so that the window covers 95 to 100% of it. A slice goes when there are too many
 * calls, or when its start is older than the duration. Slices are used again: once the ring is full a call costs no garbage.
 *
 * <p>The window ages only when told to ({@link #advanceTo}), and time must not run backwards: when the clock was set back, all of it
 * moves along ({@link #moveBack}).
 */
final class OutcomeWindow {
    private static final int BUCKETS = 20;

    private final int size;
    private final long durationMillis;
    private final long bucketMillis;
    private final Deque<WindowSums> slices = new ArrayDeque<>();
    private final Deque<WindowSums> spare = new ArrayDeque<>();
    private final WindowSums sums = new WindowSums();
    private long sinceMillis;
    private long untilMillis;

    /** @param size 0: by time alone; then the duration is not zero */
    OutcomeWindow(int size, Duration duration, WindowSnapshot content) {
        this.size = size;
        this.durationMillis = duration.toMillis();
        this.bucketMillis = Math.max(1, durationMillis / BUCKETS);
        this.sinceMillis = content.since().toEpochMilli();
        this.untilMillis = content.until().toEpochMilli();
        content.slices().forEach(this::load);
    }

    boolean isShapedFor(int otherSize, Duration otherDuration) {
        return size == otherSize && durationMillis == otherDuration.toMillis();
    }

    void recordCall(long atMillis, boolean failed, boolean slow) {
        advanceTo(atMillis);
        WindowSums slice = size > 0 ? append(atMillis) : bucketAt(atMillis);
        count(slice, 1, failed ? 1 : 0, slow ? 1 : 0, 0);
        keepToSize();
    }

    void recordIgnored(long atMillis) {
        advanceTo(atMillis);
        count(size > 0 ? newestOr(atMillis) : bucketAt(atMillis), 0, 0, 0, 1);
    }

    /** The response time of the call that was recorded just now. */
    void recordTime(long micros) {
        WindowSums slice = slices.getLast();
        slice.timed++;
        slice.micros += micros;
        sums.timed++;
        sums.micros += micros;
    }

    void advanceTo(long nowMillis) {
        untilMillis = Math.max(untilMillis, nowMillis);
        while (durationMillis > 0 && !slices.isEmpty()
                && slices.getFirst().startMillis < untilMillis - durationMillis) {
            removeOldest();
        }
    }

    void clear(long nowMillis) {
        while (!slices.isEmpty()) {
            removeOldest();
        }
        sinceMillis = nowMillis;
        untilMillis = nowMillis;
    }

    void moveBack(long millis) {
        slices.forEach(slice -> slice.startMillis -= millis);
        sinceMillis -= millis;
        untilMillis -= millis;
    }

    long calls() {
        return sums.calls;
    }

    long failed() {
        return sums.failed;
    }

    long slow() {
        return sums.slow;
    }

    WindowCounts counts() {
        return sums.counts();
    }

    boolean isFull() {
        return size > 0 && sums.calls >= size;
    }

    /** The span that the counts stand for: from the oldest call where the window is full, else from its start, at most the duration. */
    Duration covered() {
        if (isFull()) {
            return Duration.ofMillis(untilMillis - slices.getFirst().startMillis);
        }
        long age = untilMillis - sinceMillis;
        return Duration.ofMillis(durationMillis > 0 ? Math.min(age, durationMillis) : age);
    }

    WindowSnapshot snapshot() {
        return new WindowSnapshot(Instant.ofEpochMilli(sinceMillis), Instant.ofEpochMilli(untilMillis),
                slices.stream().map(WindowSums::slice).toList());
    }

    /** Takes in what a window of any shape held. */
    private void load(Slice slice) {
        if (size == 0) {
            WindowSums content = new WindowSums();
            content.read(slice);
            bucketAt(content.startMillis).add(content);
            sums.add(content);
        } else if (slice.calls() <= 1) {
            WindowSums call = append(slice.start().toEpochMilli());
            call.read(slice);
            sums.add(call);
        } else {
            for (long index = Math.max(0, slice.calls() - size); index < slice.calls(); index++) {
                WindowSums call = append(slice.start().toEpochMilli());
                call.readShare(slice, index);
                sums.add(call);
                keepToSize();
            }
        }
        keepToSize();
    }

    private WindowSums bucketAt(long atMillis) {
        return slices.isEmpty() || atMillis >= slices.getLast().startMillis + bucketMillis ? append(atMillis)
                : slices.getLast();
    }

    private WindowSums newestOr(long atMillis) {
        return slices.isEmpty() ? append(atMillis) : slices.getLast();
    }

    private WindowSums append(long atMillis) {
        WindowSums slice = spare.isEmpty() ? new WindowSums() : spare.removeLast();
        slice.startAt(atMillis);
        slices.addLast(slice);
        return slice;
    }

    private void count(WindowSums slice, int calls, int failed, int slow, int ignored) {
        slice.calls += calls;
        slice.failed += failed;
        slice.slow += slow;
        slice.ignored += ignored;
        sums.calls += calls;
        sums.failed += failed;
        sums.slow += slow;
        sums.ignored += ignored;
    }

    private void keepToSize() {
        while (size > 0 && sums.calls > size) {
            removeOldest();
        }
    }

    private void removeOldest() {
        WindowSums oldest = slices.removeFirst();
        sums.subtract(oldest);
        spare.addLast(oldest);
    }
}
