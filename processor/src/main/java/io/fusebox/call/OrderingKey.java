package io.fusebox.call;

import java.util.Comparator;

/** Calls of a destination that have the same one are made one at a time, in the order in which they came. */
public record OrderingKey(String destination, String key) implements Comparable<OrderingKey> {
    /** In characters: it is kept in memory and in stores. */
    public static final int LONGEST = 1_000;

    private static final Comparator<OrderingKey> ORDER = Comparator.comparing(OrderingKey::destination)
            .thenComparing(OrderingKey::key);

    @Override
    public int compareTo(OrderingKey other) {
        return ORDER.compare(this, other);
    }
}
