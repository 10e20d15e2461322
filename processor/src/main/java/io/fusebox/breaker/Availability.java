package io.fusebox.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The share of the last hour that a breaker was not open: kept are at most 61 minutes, each with the time that it was open. A minute
 * begins when the breaker is open and no minute is on. Time before the breaker's life counts as not open.
 */
final class Availability {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    /** Oldest first. A list, for it takes no room while it is empty, and most breakers never open. */
    private final List<OpenMinute> minutes;
    private boolean open;
    private Instant accountedTo;

    Availability(boolean open, Instant since, Collection<OpenMinute> content) {
        this.open = open;
        this.accountedTo = since;
        minutes = new ArrayList<>(content);
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
            long inside = endOf(minute) - (now.toEpochMilli() - HOUR);
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
        minutes.replaceAll(minute -> new OpenMinute(minute.start().minus(by), minute.open()));
    }

    private void account(Instant now) {
        if (open) {
            add(accountedTo.toEpochMilli(), now.toEpochMilli());
        }
        accountedTo = now;
        while (!minutes.isEmpty() && endOf(minutes.getFirst()) <= now.toEpochMilli() - HOUR) {
            minutes.removeFirst();
        }
    }

    private void add(long from, long to) {
        long start = from;
        if (!minutes.isEmpty() && start < endOf(minutes.getLast())) {
            OpenMinute last = minutes.removeLast();
            long end = Math.min(endOf(last), to);
            minutes.addLast(new OpenMinute(last.start(), last.open().plusMillis(end - start)));
            start = end;
        }
        // What is an hour past need not be counted: after a long time open that is most of it.
        start += Math.max(0, to - HOUR - start) / MINUTE * MINUTE;
        while (start < to) {
            long end = Math.min(start + MINUTE, to);
            minutes.addLast(new OpenMinute(Instant.ofEpochMilli(start), Duration.ofMillis(end - start)));
            start = end;
        }
    }

    private static long endOf(OpenMinute minute) {
        return minute.start().toEpochMilli() + MINUTE;
    }
}
