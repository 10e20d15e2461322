package io.fusebox.breaker;

import io.fusebox.breaker.WindowSnapshot.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The last calls: by number ({@link CallWindow}), by age ({@link BucketWindow}), or both.
 *
 * <p>A row of slices, oldest first. One goes when there are too many calls, or when its start is older than the duration. What a slice
 * is kept in is used again: once the row has its length a call costs no garbage.
 *
 * <p>The window ages only when told to ({@link #advanceTo}), and time must not run backwards: when the clock was set back, all of it
 * moves along ({@link #moveBack}).
 */
abstract sealed class OutcomeWindow permits CallWindow, BucketWindow {
    private static final long UNKNOWN = Long.MIN_VALUE;
    private static final long NEVER = Long.MAX_VALUE;

    /** Of all slices. */
    final WindowSums sums = new WindowSums();
    private final int size;
    private final long durationMillis;
    private long sinceMillis;
    private long untilMillis;
    /** Before this no slice is too old: so a look at the time is all that aging mostly costs. */
    private long agesAtMillis = UNKNOWN;

    /** @param size 0: by time alone; then the duration is not zero */
    static OutcomeWindow of(int size, Duration duration, WindowSnapshot content) {
        OutcomeWindow window = size > 0 ? new CallWindow(size, duration, content) : new BucketWindow(duration, content);
        content.slices().forEach(window::load);
        return window;
    }

    OutcomeWindow(int size, Duration duration, WindowSnapshot content) {
        this.size = size;
        this.durationMillis = duration.toMillis();
        this.sinceMillis = content.since().toEpochMilli();
        this.untilMillis = content.until().toEpochMilli();
    }

    /** Takes in what a window of any shape held. */
    abstract void load(Slice slice);

    abstract void addCall(long atMillis, boolean failed, boolean slow);

    abstract void addIgnored(long atMillis);

    /** The response time of the call that was recorded just now. */
    abstract void recordTime(long micros);

    abstract boolean isEmpty();

    /** When the oldest slice begins; there is one. */
    abstract long oldestMillis();

    abstract void removeOldest();

    abstract void moveSlicesBack(long millis);

    /** Oldest first. */
    abstract List<Slice> slices();

    boolean isShapedFor(int otherSize, Duration otherDuration) {
        return size == otherSize && durationMillis == otherDuration.toMillis();
    }

    void recordCall(long atMillis, boolean failed, boolean slow) {
        advanceTo(atMillis);
        addCall(atMillis, failed, slow);
    }

    void recordIgnored(long atMillis) {
        advanceTo(atMillis);
        addIgnored(atMillis);
    }

    void advanceTo(long nowMillis) {
        if (nowMillis > untilMillis) {
            untilMillis = nowMillis;
        }
        if (nowMillis >= agesAtMillis) {
            age();
        }
    }

    private void age() {
        while (durationMillis > 0 && !isEmpty() && oldestMillis() < untilMillis - durationMillis) {
            removeOldest();
        }
        // What comes later does not begin before now.
        long next = isEmpty() ? untilMillis : oldestMillis();
        agesAtMillis = durationMillis > 0 ? next + durationMillis + 1 : NEVER;
    }

    void clear(long nowMillis) {
        while (!isEmpty()) {
            removeOldest();
        }
        sinceMillis = nowMillis;
        untilMillis = nowMillis;
        agesAtMillis = UNKNOWN;
    }

    void moveBack(long millis) {
        moveSlicesBack(millis);
        sinceMillis -= millis;
        untilMillis -= millis;
        agesAtMillis = UNKNOWN;
    }

    int size() {
        return size;
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
            return Duration.ofMillis(untilMillis - oldestMillis());
        }
        long age = untilMillis - sinceMillis;
        return Duration.ofMillis(durationMillis > 0 ? Math.min(age, durationMillis) : age);
    }

    WindowSnapshot snapshot() {
        return new WindowSnapshot(Instant.ofEpochMilli(sinceMillis), Instant.ofEpochMilli(untilMillis), slices());
    }
}
