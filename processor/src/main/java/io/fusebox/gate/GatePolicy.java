package io.fusebox.gate;

import java.time.Duration;
import java.util.Optional;

/**
 * How often a destination is called, beside how many calls it takes at once.
 *
 * @param rate at which attempts start; default as fast as they can
 * @param retryAfterMax longest pause that a destination gets by {@code Retry-After}; default 1 h
 */
public record GatePolicy(Optional<Rate> rate, Duration retryAfterMax) {
    public static final GatePolicy STANDARD = new GatePolicy(Optional.empty(), Duration.ofHours(1));
}
