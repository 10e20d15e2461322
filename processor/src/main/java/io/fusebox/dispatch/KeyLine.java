package io.fusebox.dispatch;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/** The calls with one ordering key, as far as they are not parked: by the numbers of their turns. */
final class KeyLine {
    private static final long NOBODY = 0;

    /** Small, for most are empty. */
    private final Deque<Lane.Waiting> behind = new ArrayDeque<>(1);
    private final SortedSet<Long> onTheirWay = new TreeSet<>();
    private long up = NOBODY;
    /** Parked for a short time; those behind stay in memory meanwhile. */
    private long resting = NOBODY;
    private Instant restsUntil = Instant.MAX;
    /** No parked call has an earlier one. */
    private long parkedFrom;
    private boolean mayBeParked = true;

    /** Whether a call waits for a place, or is under way. */
    boolean hasOneUp() {
        return up != NOBODY;
    }

    boolean isUp(long number) {
        return up == number;
    }

    void goUp(long number) {
        up = number;
        resting = NOBODY;
    }

    /** @return whether it was up */
    boolean stepDown(long number) {
        boolean was = up == number;
        up = was ? NOBODY : up;
        resting = resting == number ? NOBODY : resting;
        return was;
    }

    /** The one that is up is parked for a short time. */
    void rest(Instant until) {
        resting = up;
        restsUntil = until;
        up = NOBODY;
    }

    /** Its time is over, and it is not up yet. */
    boolean hasRested(Instant now) {
        return resting != NOBODY && !now.isBefore(restsUntil);
    }

    void endRest() {
        resting = NOBODY;
    }

    /** Who may be waited for in memory, if anybody may. */
    OptionalLong head() {
        long head = up == NOBODY ? resting : up;
        return head == NOBODY ? OptionalLong.empty() : OptionalLong.of(head);
    }

    /** In memory behind the {@link #head}, in order; the first is behind nobody else. */
    Deque<Lane.Waiting> behind() {
        return behind;
    }

    /** Written to the retry topic, and not read back. */
    SortedSet<Long> onTheirWay() {
        return onTheirWay;
    }

    boolean isIdle() {
        return up == NOBODY && resting == NOBODY && behind.isEmpty() && onTheirWay.isEmpty();
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
