package io.fusebox.breaker;

import io.fusebox.breaker.WindowSnapshot.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The last so many calls, with the ignored ones that followed each. A ring of rows in one array of numbers, for there are many breakers,
 * and a call has to be quick: a row per call, and perhaps one of ignored calls that none preceded. A row counts no more than 131,071
 * ignored calls and a year of response times.
 */
final class CallWindow extends OutcomeWindow {
    /** A row's columns: when it began, above its marks; and the sum of its response times, above the number of those. */
    private static final int START_AND_MARKS = 0;
    private static final int MICROS_AND_TIMED = 1;
    private static final int WIDTH = 2;

    /** The marks: what the call was, and above that how many were ignored. */
    private static final int CALL = 1;
    private static final int FAILED = 1 << 1;
    private static final int SLOW = 1 << 2;
    private static final int IGNORED_SHIFT = 3;
    private static final int IGNORED = 1 << IGNORED_SHIFT;
    private static final int START_SHIFT = 20;
    private static final int MARKS = (1 << START_SHIFT) - 1;
    private static final int MOST_IGNORED = MARKS >> IGNORED_SHIFT;

    /** The call and all that a row can ignore fit in. */
    private static final int MICROS_SHIFT = 18;
    private static final int TIMED = (1 << MICROS_SHIFT) - 1;
    private static final long MOST_MICROS = Long.MAX_VALUE >> MICROS_SHIFT;

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
        if (marks(newest) >> IGNORED_SHIFT < MOST_IGNORED) {
            cells[newest + START_AND_MARKS] += IGNORED;
            sums.ignored++;
        }
    }

    @Override
    void recordTime(long micros) {
        if (timed(newest) < TIMED && micros <= MOST_MICROS - micros(newest)) {
            cells[newest + MICROS_AND_TIMED] += (micros << MICROS_SHIFT) + 1;
            sums.timed++;
            sums.micros += micros;
        }
    }

    private void makeRoom() {
        while (isFull()) {
            removeOldest();
        }
    }

    private void append(long start, int marks, long timed, long micros) {
        if (rows * WIDTH == cells.length) {
            grow();
        }
        newest = rows == 0 ? oldest : next(newest);
        rows++;
        cells[newest + START_AND_MARKS] = start << START_SHIFT | marks;
        cells[newest + MICROS_AND_TIMED] = micros << MICROS_SHIFT | timed;
        count(newest, 1);
    }

    @Override
    void removeOldest() {
        count(oldest, -1);
        oldest = next(oldest);
        rows--;
    }

    /** Adds a row to the sums, or takes it out of them. */
    private void count(int row, long sign) {
        int marks = marks(row);
        sums.calls += sign * (marks & CALL);
        sums.failed += sign * ((marks & FAILED) >> 1);
        sums.slow += sign * ((marks & SLOW) >> 2);
        sums.ignored += sign * (marks >> IGNORED_SHIFT);
        sums.timed += sign * timed(row);
        sums.micros += sign * micros(row);
    }

    private int marks(int row) {
        return (int) cells[row + START_AND_MARKS] & MARKS;
    }

    private int timed(int row) {
        return (int) cells[row + MICROS_AND_TIMED] & TIMED;
    }

    private long micros(int row) {
        return cells[row + MICROS_AND_TIMED] >> MICROS_SHIFT;
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
        return cells[oldest + START_AND_MARKS] >> START_SHIFT;
    }

    @Override
    void moveSlicesBack(long millis) {
        for (int i = 0; i < rows; i++) {
            cells[row(i) + START_AND_MARKS] -= millis << START_SHIFT;
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
        int marks = marks(row);
        return new Slice(Instant.ofEpochMilli(cells[row + START_AND_MARKS] >> START_SHIFT), marks & CALL,
                (marks & FAILED) >> 1, (marks & SLOW) >> 2, marks >> IGNORED_SHIFT, timed(row), micros(row));
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
        int ignored = (int) Math.min(call.ignored, MOST_IGNORED);
        long timed = Math.min(call.timed, TIMED);
        long micros = timed == call.timed ? call.micros : call.micros / call.timed * timed;
        append(call.startMillis,
                (int) (call.calls * CALL | call.failed * FAILED | call.slow * SLOW) | ignored * IGNORED,
                timed, Math.min(micros, MOST_MICROS));
    }
}
