package io.fusebox.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * The share of the last hour that a breaker was not open, to the minute: at most 61 minutes are kept, each with the time that it was
 * open. Time before the breaker's life counts as not open.
 */
final class Availability {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    private final Deque<OpenMinute> minutes = new ArrayDeque<>();
    private boolean open;
    private Instant accountedTo;

    Availability(boolean open, Instant since, Collection<OpenMinute> content) {
        this.open = open;
        this.accountedTo = since;
        minutes.addAll(content);
    }

    void become(boolean nowOpen, Instant now) {
        account(now);
        open = nowOpen;
    }

    /** 0 to 1. */
    double share(Instant now) {
        account(now);
        double openMillis = 0;
        for (OpenMinute minute : minutes) {
            long inside = minute.start().toEpochMilli() + MINUTE - (now.toEpochMilli() - HOUR);
            openMillis += minute.open().toMillis() * Math.clamp((double) inside / MINUTE, 0.0, 1.0);
        }
        return Math.clamp(1 - openMillis / HOUR, 0.0, 1.0);
    }

    List<OpenMinute> snapshot(Instant now) {
        account(now);
        return List.copyOf(minutes);
    }

    void moveBack(Duration by) {
        accountedTo = accountedTo.minus(by);
        List<OpenMinute> kept = List.copyOf(minutes);
        minutes.clear();
        kept.forEach(minute -> minutes.addLast(new OpenMinute(minute.start().minus(by), minute.open())));
    }

    private void account(Instant now) {
        if (open) {
            long to = now.toEpochMilli();
            long from = Math.max(accountedTo.toEpochMilli(), to - HOUR);
            while (from < to) {
                long minute = from - Math.floorMod(from, MINUTE);
                long end = Math.min(minute + MINUTE, to);
                add(Instant.ofEpochMilli(minute), Duration.ofMillis(end - from));
                from = end;
            }
        }
        accountedTo = now;
        while (!minutes.isEmpty() && minutes.getFirst().start().toEpochMilli() + MINUTE <= now.toEpochMilli() - HOUR) {
            minutes.removeFirst();
        }
    }

    private void add(Instant minute, Duration time) {
        if (!minutes.isEmpty() && minutes.getLast().start().equals(minute)) {
            minutes.addLast(new OpenMinute(minute, minutes.removeLast().open().plus(time)));
        } else {
            minutes.addLast(new OpenMinute(minute, time));
        }
    }
}
