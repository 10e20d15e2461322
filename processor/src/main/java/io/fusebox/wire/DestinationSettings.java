package io.fusebox.wire;

import java.time.Instant;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A destination as an operator has set it; the configuration reads the settings as it reads its own file.
 *
 * @param settings by configuration key below {@code destinations.<name>}: {@code breaker.open-interval} is {@code 60s}; in the order
 *     in which they were written, for so operations are matched
 */
public record DestinationSettings(
        String destination,
        SequencedMap<String, String> settings,
        Instant changedAt,
        Optional<String> changedBy) {}
