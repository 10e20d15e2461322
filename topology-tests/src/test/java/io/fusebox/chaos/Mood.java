package io.fusebox.chaos;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How a destination is.
 *
 * @param latency of an answer; it varies by half
 * @param failing share of requests answered with 503
 * @param cutting share of requests whose answer ends in the middle of its body
 * @param hanging share of requests that are never answered
 */
record Mood(Duration latency, double failing, double cutting, double hanging) {
    static final Mood WELL = new Mood(Duration.ofMillis(20), 0, 0, 0);
    static final Mood SLOW = new Mood(Duration.ofMillis(300), 0, 0, 0);
    static final Mood SHAKY = new Mood(Duration.ofMillis(40), 0.05, 0.03, 0.002);
    static final Mood SICK = new Mood(Duration.ofMillis(40), 0.5, 0.3, 0.02);

    /** What happens to one request. */
    enum Fate {
        ANSWER, FAIL, CUT, HANG
    }

    Fate fate(RandomGenerator random) {
        double drawn = random.nextDouble();
        if (drawn < failing) {
            return Fate.FAIL;
        }
        if (drawn < failing + cutting) {
            return Fate.CUT;
        }
        return drawn < failing + cutting + hanging ? Fate.HANG : Fate.ANSWER;
    }

    Duration pause(RandomGenerator random) {
        return Duration.ofNanos((long) (latency.toNanos() * random.nextDouble(0.5, 1.5)));
    }
}
