package io.fusebox.dispatch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SortedSet;
import java.util.TreeSet;

/** The calls with one ordering key, as far as they are not parked: by the numbers of their turns. */
final class KeyLine {
    private static final long NOBODY = 0;

    /** Small, for most are empty. */
    private final Deque<Lane.Waiting> behind = new ArrayDeque<>(1);
    private final SortedSet<Long> onTheirWay = new TreeSet<>();
    private long up = NOBODY;
    /** No parked call has an earlier one. */
    private long parkedFrom;
    private boolean mayBeParked = true;

    /** Whether a call waits for a place, or is under way. */
    boolean hasOneUp() {
        return up != NOBODY;
    }

    long up() {
        return up;
    }

    void goUp(long number) {
        up = number;
    }

    /** @return whether it was up */
    boolean stepDown(long number) {
        boolean was = up == number;
        up = was ? NOBODY : up;
        return was;
    }

    /** In memory behind the one that is up, in order; the first is behind nobody else. */
    Deque<Lane.Waiting> behind() {
        return behind;
    }

    /** Written to the retry topic, and not read back. */
    SortedSet<Long> onTheirWay() {
        return onTheirWay;
    }

    boolean isIdle() {
        return up == NOBODY && behind.isEmpty() && onTheirWay.isEmpty();
    }

    /** Whether anybody who is not parked is before a call. */
    boolean isAnyBefore(long number) {
        return (up != NOBODY && up < number)
                || (!behind.isEmpty() && numberOf(behind.getFirst()) < number)
                || (!onTheirWay.isEmpty() && onTheirWay.first() < number);
    }

    static long numberOf(Lane.Waiting waiting) {
        return waiting.delivery().turn().orElseThrow();
    }

    // Where to look for parked ones: a store walks slowly over what was removed.

    long parkedFrom() {
        return parkedFrom;
    }

    boolean mayBeParked() {
        return mayBeParked;
    }

    void nothingIsParked() {
        mayBeParked = false;
    }

    void firstParkedIs(long number) {
        parkedFrom = number;
    }

    void isParked(long number) {
        mayBeParked = true;
        parkedFrom = Math.min(parkedFrom, number);
    }
}
