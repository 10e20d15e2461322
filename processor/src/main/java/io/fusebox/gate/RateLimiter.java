package io.fusebox.gate;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Lets attempts start at a {@link Rate}: the generic cell rate algorithm, in its form as virtual scheduling (ITU-T I.371, annex A). All
 * that it remembers is when the next attempt is due if all come evenly; one may start earlier by as much as a burst allows. So one
 * that starts late is made up for, and the rate is kept to over any length of time.
 *
 * <p>A new one has no burst to give: its predecessor may have used it up.
 */
final class RateLimiter {
    private Rate rate;
    private long intervalNanos;
    private long headStartNanos;
    private long dueNanos;

    RateLimiter(Rate rate, Instant now) {
        use(rate);
        dueNanos = nanos(now) + headStartNanos;
    }

    /** What is due by the former rate stays due then, or earlier. Attempts that were saved up stay as many: nobody is given a burst. */
    void changeTo(Rate next, Instant now) {
        if (next.equals(rate)) {
            return;
        }
        long wait = Math.max(waitNanos(now), -headStartNanos);
        double saved = Math.min(0, wait) / (double) intervalNanos;
        use(next);
        dueNanos = nanos(now) + headStartNanos + Math.max(0, wait) + Math.round(saved * intervalNanos);
    }

    private void use(Rate rate) {
        this.rate = rate;
        intervalNanos = rate.intervalNanos();
        headStartNanos = (rate.burst() - 1) * intervalNanos;
    }

    boolean isReached(Instant now) {
        return waitNanos(now) > 0;
    }

    void take(Instant now) {
        long ahead = headStartNanos + waitNanos(now);
        dueNanos = nanos(now) + Math.max(0, ahead) + intervalNanos;
    }

    /** When one more may start, if that is later than now. */
    Instant next(Instant now) {
        return now.plusNanos(Math.max(0, waitNanos(now)));
    }

    /** Negative where there is credit. Never more than between two attempts: a clock that was set back keeps nobody waiting. */
    private long waitNanos(Instant now) {
        long earliest = nanos(now) + headStartNanos;
        dueNanos = Math.min(dueNanos, earliest + intervalNanos);
        return dueNanos - earliest;
    }

    /** Since 1970; enough for this century and the next. */
    private static long nanos(Instant instant) {
        return ChronoUnit.NANOS.between(Instant.EPOCH, instant);
    }
}
