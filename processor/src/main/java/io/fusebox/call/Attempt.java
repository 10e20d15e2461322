package io.fusebox.call;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * One HTTP exchange of a call that is over: what dead letters and parked calls remember of it.
 *
 * @param number from 1
 * @param probe whether it was made while the breaker was half-open; a failed probe uses up none of the call's attempts
 * @param outcome {@link Outcome#label}
 * @param message {@link Outcome#describe}
 */
public record Attempt(
        int number,
        Instant startedAt,
        Duration duration,
        boolean probe,
        String outcome,
        OptionalInt httpStatus,
        String message) {}
