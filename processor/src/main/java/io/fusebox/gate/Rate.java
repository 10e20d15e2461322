package io.fusebox.gate;

import java.time.Duration;

/**
 * How often attempts may start.
 *
 * @param permits in each period; at least 1
 * @param period 1 ms or longer
 * @param burst attempts that may start at once after a time without any; at least 1; default what comes in a tenth of a second, or 1
 */
public record Rate(int permits, Duration period, int burst) {
    private static final Duration DEFAULT_BURST = Duration.ofMillis(100);

    public Rate {
        if (permits < 1 || period.toMillis() < 1 || burst < 1) {
            throw new IllegalArgumentException("a rate of %d per %s with a burst of %d lets nothing through"
                    .formatted(permits, period, burst));
        }
    }

    public static Rate of(int permits, Duration period) {
        long atOnce = permits * DEFAULT_BURST.toMillis() / period.toMillis();
        return new Rate(permits, period, Math.clamp(atOnce, 1, permits));
    }

    public Rate withBurst(int burst) {
        return new Rate(permits, period, burst);
    }

    /** Between two attempts that come evenly; rounded up, so that there is never more than asked for. */
    long intervalNanos() {
        return Math.ceilDiv(period.toNanos(), permits);
    }
}
