package io.fusebox.bench;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param rounds how often each is measured
 * @param calls of the scenario throughput; the others' numbers and times shrink with it
 */
public record Scale(int rounds, int calls) {
    private static final int FULL = 1_000_000;
    private static final Duration SHORTEST = Duration.ofSeconds(2);

    /** As asked for with {@code -Dbench.rounds} and {@code -Dbench.calls}. */
    public static Scale asked() {
        return new Scale(Integer.getInteger("bench.rounds", 5), Integer.getInteger("bench.calls", FULL));
    }

    /** @param ofFull at full scale */
    public int count(int ofFull) {
        return (int) Math.max(1, (long) ofFull * calls / FULL);
    }

    /** @param ofFull at full scale */
    public Duration time(Duration ofFull) {
        Duration share = ofFull.multipliedBy(Math.min(calls, FULL)).dividedBy(FULL);
        return share.compareTo(SHORTEST) < 0 ? SHORTEST : share;
    }
}
