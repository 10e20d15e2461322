package io.fusebox.breaker;

import java.time.Duration;

/**
 * What a window holds.
 *
 * @param calls recorded: successes and failures
 * @param failed of the calls
 * @param slow of the calls; a slow failure is in both
 * @param ignored beside the calls
 * @param average response time of what got an answer or a timeout, ignored outcomes among them; zero where nothing did
 */
public record WindowCounts(long calls, long failed, long slow, long ignored, Duration average) {
    public static final WindowCounts NONE = new WindowCounts(0, 0, 0, 0, Duration.ZERO);

    /** 0 to 1; 0 where nothing was called. */
    public double failureRate() {
        return share(failed);
    }

    /** 0 to 1; 0 where nothing was called. */
    public double slowRate() {
        return share(slow);
    }

    /** 0 to 1; 1 where nothing was called. */
    public double successRate() {
        return 1 - failureRate();
    }

    public long succeeded() {
        return calls - failed;
    }

    private double share(long part) {
        return calls == 0 ? 0 : (double) part / calls;
    }
}
