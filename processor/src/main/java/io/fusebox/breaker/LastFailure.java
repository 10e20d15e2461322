package io.fusebox.breaker;

import java.time.Instant;

/**
 * The latest failure, whether or not it still had a vote.
 *
 * @param kind {@code 503}, {@code timeout}, …
 * @param message one line for people
 */
public record LastFailure(Instant at, String kind, String message) {}
