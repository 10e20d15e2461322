package io.fusebox.dispatch;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The first rows of a sorted store, kept at hand. The store is scanned forward only, from the first row that is not at hand: never
 * over rows that were removed, which a log-structured store remembers for long and walks over slowly.
 */
final class SortedHead<R extends Comparable<R>> {
    private static final int BATCH = 64;
    private static final int MOST = 4 * BATCH;

    /** Reads the store's rows in order, from one on. */
    interface Scan<R> {
        List<R> from(R first, int limit);
    }

    private final Scan<R> scan;
    private final Predicate<R> skipped;
    private final TreeSet<R> head = new TreeSet<>();
    /** The first row that is not at hand; empty: all are. */
    private Optional<R> horizon;

    /**
     * @param start at or before every row
     * @param skipped rows that the store has but that are not to be seen
     */
    SortedHead(Scan<R> scan, R start, Predicate<R> skipped) {
        this.scan = scan;
        this.skipped = skipped;
        this.horizon = Optional.of(start);
    }

    Optional<R> first() {
        refill();
        return head.isEmpty() ? Optional.empty() : Optional.of(head.first());
    }

    /** The first rows that are at hand, in order: one at least where there is any. */
    Iterator<R> iterator() {
        refill();
        return head.iterator();
    }

    /** The store has a row more, or shows one again. */
    void add(R row) {
        if (horizon.isPresent() && row.compareTo(horizon.get()) >= 0) {
            return;
        }
        head.add(row);
        if (head.size() > MOST) {
            horizon = Optional.of(head.removeLast());
        }
    }

    /** The store has lost a row, or hides it. */
    void remove(R row) {
        head.remove(row);
    }

    private void refill() {
        while (head.isEmpty() && horizon.isPresent()) {
            List<R> rows = scan.from(horizon.get(), BATCH + 1);
            boolean more = rows.size() > BATCH;
            horizon = more ? Optional.of(rows.getLast()) : Optional.empty();
            rows.stream().limit(BATCH).filter(skipped.negate()).forEach(head::add);
        }
    }
}
