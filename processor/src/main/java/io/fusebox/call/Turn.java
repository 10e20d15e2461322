package io.fusebox.call;

import java.util.Comparator;

/**
 * A call's place among those with its ordering key.
 *
 * @param number grows with each call that comes; from 1
 */
public record Turn(OrderingKey key, long number) implements Comparable<Turn> {
    private static final Comparator<Turn> ORDER = Comparator.comparing(Turn::key).thenComparingLong(Turn::number);

    @Override
    public int compareTo(Turn other) {
        return ORDER.compare(this, other);
    }
}
