package io.fusebox.breaker;

import io.fusebox.breaker.WindowSnapshot.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The last so many calls, with the ignored ones that followed each. A ring of rows in one array of numbers, for there are many breakers,
 * and a call has to be quick: a row per call, and perhaps one of ignored calls that none preceded.
 */
final class CallWindow extends OutcomeWindow {
    /** A row's columns: when it began, its {@link #CALL marks}, how many calls in it have a response time, and the sum of those. */
    private static final int START = 0;
    private static final int MARKS = 1;
    private static final int TIMED = 2;
    private static final int MICROS = 3;
    private static final int WIDTH = 4;

    /** The marks: what the call was, and above that how many were ignored. */
    private static final int CALL = 1;
    private static final int FAILED = 1 << 1;
    private static final int SLOW = 1 << 2;
    private static final int IGNORED_SHIFT = 3;
    private static final int IGNORED = 1 << IGNORED_SHIFT;

    private static final int FIRST_ROWS = 4;

    private long[] cells = new long[FIRST_ROWS * WIDTH];
    private int oldest;
    private int newest;
    private int rows;

    CallWindow(int size, Duration duration, WindowSnapshot content) {
        super(size, duration, content);
    }

    @Override
    void addCall(long atMillis, boolean failed, boolean slow) {
        makeRoom();
        append(atMillis, CALL | (failed ? FAILED : 0) | (slow ? SLOW : 0), 0, 0);
    }

    @Override
    void addIgnored(long atMillis) {
        if (rows == 0) {
            append(atMillis, 0, 0, 0);
        }
        cells[newest + MARKS] += IGNORED;
        sums.ignored++;
    }

    @Override
    void recordTime(long micros) {
        cells[newest + TIMED]++;
        cells[newest + MICROS] += micros;
        sums.timed++;
        sums.micros += micros;
    }

    private void makeRoom() {
        while (isFull()) {
            removeOldest();
        }
    }

    private void append(long start, long marks, long timed, long micros) {
        if (rows * WIDTH == cells.length) {
            grow();
        }
        newest = rows == 0 ? oldest : next(newest);
        rows++;
        cells[newest + START] = start;
        cells[newest + MARKS] = marks;
        cells[newest + TIMED] = timed;
        cells[newest + MICROS] = micros;
        sums.calls += marks & CALL;
        sums.failed += (marks & FAILED) >> 1;
        sums.slow += (marks & SLOW) >> 2;
        sums.ignored += marks >> IGNORED_SHIFT;
        sums.timed += timed;
        sums.micros += micros;
    }

    @Override
    void removeOldest() {
        long marks = cells[oldest + MARKS];
        sums.calls -= marks & CALL;
        sums.failed -= (marks & FAILED) >> 1;
        sums.slow -= (marks & SLOW) >> 2;
        sums.ignored -= marks >> IGNORED_SHIFT;
        sums.timed -= cells[oldest + TIMED];
        sums.micros -= cells[oldest + MICROS];
        oldest = next(oldest);
        rows--;
    }

    private int next(int row) {
        int next = row + WIDTH;
        return next == cells.length ? 0 : next;
    }

    /** Twice as many rows, or as many as there may be; more only where a window by time has left buckets without a call. */
    private void grow() {
        int usual = size() + 1;
        long[] larger = Arrays.copyOf(cells, (rows < usual ? Math.min(2 * rows, usual) : 2 * rows) * WIDTH);
        // The ring may run over the end of the array: what is behind that comes behind the rest.
        System.arraycopy(cells, oldest, larger, 0, cells.length - oldest);
        System.arraycopy(cells, 0, larger, cells.length - oldest, oldest);
        oldest = 0;
        newest = cells.length - WIDTH;
        cells = larger;
    }

    @Override
    boolean isEmpty() {
        return rows == 0;
    }

    @Override
    long oldestMillis() {
        return cells[oldest + START];
    }

    @Override
    void moveSlicesBack(long millis) {
        for (int i = 0; i < rows; i++) {
            cells[row(i) + START] -= millis;
        }
    }

    @Override
    List<Slice> slices() {
        return IntStream.range(0, rows).map(this::row).mapToObj(this::slice).toList();
    }

    /** @param index from the oldest on */
    private int row(int index) {
        return (oldest + index * WIDTH) % cells.length;
    }

    private Slice slice(int row) {
        long marks = cells[row + MARKS];
        return new Slice(Instant.ofEpochMilli(cells[row + START]), marks & CALL, (marks & FAILED) >> 1,
                (marks & SLOW) >> 2, marks >> IGNORED_SHIFT, cells[row + TIMED], cells[row + MICROS]);
    }

    /** A bucket becomes its calls, evenly mixed. */
    @Override
    void load(Slice slice) {
        WindowSums call = new WindowSums();
        if (slice.calls() <= 1) {
            call.read(slice);
            load(call);
        }
        for (long index = Math.max(0, slice.calls() - size()); slice.calls() > 1 && index < slice.calls(); index++) {
            call.readShare(slice, index);
            load(call);
        }
    }

    private void load(WindowSums call) {
        if (call.calls > 0) {
            makeRoom();
        }
        append(call.startMillis, call.calls * CALL | call.failed * FAILED | call.slow * SLOW | call.ignored * IGNORED,
                call.timed, call.micros);
    }
}
