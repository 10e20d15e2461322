package io.fusebox.wire;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A destination as an operator has set it; the configuration reads the settings as it reads its own file.
 *
 * @param settings by configuration key below {@code destinations.<name>}: {@code breaker.open-interval} is {@code 60s}
 */
public record DestinationSettings(
        String destination,
        Map<String, String> settings,
        Instant changedAt,
        Optional<String> changedBy) {}
