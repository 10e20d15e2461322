package io.fusebox.gate;

import java.time.Duration;
import java.util.Optional;

/**
 * What a destination lets through, beside its breakers and the most that it takes at once.
 *
 * @param leastConcurrency where the number of attempts at once is adapted to the destination: the least; default not adapted
 * @param rate at which attempts start; default as fast as they can
 * @param retryAfterMax longest pause that a destination gets by {@code Retry-After}; default 1 h
 * @param pauseOn answers after which it is left alone; default none
 */
public record GatePolicy(
        Optional<Integer> leastConcurrency,
        Optional<Rate> rate,
        Duration retryAfterMax,
        PauseRules pauseOn) {
    public static final GatePolicy STANDARD = new GatePolicy(Optional.empty(), Optional.empty(), Duration.ofHours(1),
            PauseRules.NONE);

    public GatePolicy withLeastConcurrency(int places) {
        return new GatePolicy(Optional.of(places), rate, retryAfterMax, pauseOn);
    }

    public GatePolicy withRate(Optional<Rate> rate) {
        return new GatePolicy(leastConcurrency, rate, retryAfterMax, pauseOn);
    }

    public GatePolicy withRetryAfterMax(Duration longest) {
        return new GatePolicy(leastConcurrency, rate, longest, pauseOn);
    }

    public GatePolicy withPauseOn(PauseRules rules) {
        return new GatePolicy(leastConcurrency, rate, retryAfterMax, rules);
    }
}
