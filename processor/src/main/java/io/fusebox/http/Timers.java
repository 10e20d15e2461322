package io.fusebox.http;

import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The deadlines of an event loop, made for each attempt and hardly ever met: a hashed timing wheel (Varghese and Lauck, 1987), which
 * makes and cancels them in constant time. They are met up to {@value #TICK_MS} ms late, never early.
 *
 * <p>Threading notes: belongs to one event loop.
 */
final class Timers {
    static final int TICK_MS = 10;
    private static final long TICK_NANOS = TICK_MS * 1_000_000L;
    private static final int SLOTS = 1_024;

    private final @Nullable Timer[] slots = new Timer[SLOTS];
    private final LongConsumer wakeUpInMs;
    private final long origin;
    /** All before it has been looked at. */
    private long tick;
    private int pending;
    private boolean awake;

    /** A task that is to be run. */
    static final class Timer {
        private final Runnable task;
        private final long dueTick;
        private @Nullable Timer previous;
        private @Nullable Timer next;
        private boolean over;

        private Timer(Runnable task, long dueTick) {
            this.task = task;
            this.dueTick = dueTick;
        }
    }

    /** @param wakeUpInMs has {@link #advance} called after so long; asked for only while something is pending */
    Timers(LongConsumer wakeUpInMs, long nowNanos) {
        this.wakeUpInMs = wakeUpInMs;
        this.origin = nowNanos;
    }

    /** @param atNanos as {@link System#nanoTime} has it */
    Timer at(long atNanos, long nowNanos, Runnable task) {
        if (pending == 0) {
            tick = tickOf(nowNanos);
        }
        Timer timer = new Timer(task, Math.max(tick, tickOf(atNanos) + 1));
        int slot = slotOf(timer.dueTick);
        timer.next = slots[slot];
        if (timer.next != null) {
            timer.next.previous = timer;
        }
        slots[slot] = timer;
        pending++;
        wakeUp();
        return timer;
    }

    private void wakeUp() {
        if (pending > 0 && !awake) {
            awake = true;
            wakeUpInMs.accept(TICK_MS);
        }
    }

    /** Has no effect on one that has run or was cancelled. */
    void cancel(Timer timer) {
        if (timer.over) {
            return;
        }
        timer.over = true;
        pending--;
        if (timer.next != null) {
            timer.next.previous = timer.previous;
        }
        if (timer.previous != null) {
            timer.previous.next = timer.next;
        } else {
            slots[slotOf(timer.dueTick)] = timer.next;
        }
    }

    /** Runs what is due. */
    void advance(long nowNanos) {
        awake = false;
        long last = tickOf(nowNanos);
        try {
            // A loop that was away for longer than a round has each slot to look at once.
            for (long behind = Math.max(tick, last - SLOTS + 1); behind <= last; behind++) {
                runDue(slotOf(behind), last);
            }
            tick = last + 1;
        } finally {
            wakeUp();
        }
    }

    private void runDue(int slot, long last) {
        // A task may cancel any other: what comes next is looked up after it.
        Timer timer = slots[slot];
        while (timer != null) {
            if (timer.dueTick > last) {
                timer = timer.next;
            } else {
                cancel(timer);
                timer.task.run();
                timer = slots[slot];
            }
        }
    }

    private long tickOf(long nanos) {
        return Math.floorDiv(nanos - origin, TICK_NANOS);
    }

    private static int slotOf(long tick) {
        return (int) (tick & (SLOTS - 1));
    }
}
