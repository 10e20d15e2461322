package io.fusebox.breaker;

import java.time.Duration;
import java.time.Instant;

/**
 * A minute in which a breaker was open.
 *
 * @param start of the minute
 * @param open of it; above zero, up to a minute
 */
public record OpenMinute(Instant start, Duration open) {}
