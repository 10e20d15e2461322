package io.fusebox.cli;

import io.fusebox.call.ParkReason;
import io.fusebox.call.ParkedFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which parked calls are meant. */
final class ParkedOptions {
    @Option(names = "--operation", paramLabel = "NAME", description = "That wait for this operation's breaker.")
    private Optional<String> operation = Optional.empty();

    @Option(names = "--id", paramLabel = "ID", description = "With this id; may be repeated.")
    private List<String> ids = List.of();

    @Option(names = "--reason-parked", paramLabel = "WHY", description = "That wait for this reason: ${COMPLETION-CANDIDATES}.")
    private Optional<ParkReason> reason = Optional.empty();

    @Option(names = "--older-than", paramLabel = "DURATION", converter = DurationOption.class, description = "That came longer ago.")
    private Optional<Duration> age = Optional.empty();

    ParkedFilter filter(Instant now) {
        return new ParkedFilter(operation, new LinkedHashSet<>(ids), reason, age.map(now::minus));
    }
}
