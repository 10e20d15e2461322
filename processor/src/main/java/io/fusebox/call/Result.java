package io.fusebox.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the application gets back.
 *
 * @param response of the last attempt, where it was answered
 * @param problem whenever the status is not {@code SUCCEEDED}
 * @param duration of the last attempt; zero where none was made
 * @param breakerState as in metrics and events ({@code closed}, {@code half_open}, …); empty where the destination is unknown
 */
public record Result(
        Delivery delivery,
        ResultStatus status,
        ResultSource source,
        Optional<Response> response,
        Optional<Problem> problem,
        Instant completedAt,
        Duration duration,
        String breakerState) {}
