package io.fusebox.cli;

import io.fusebox.call.Command.Task;
import io.fusebox.call.ParkReason;
import io.fusebox.call.ParkedFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fusebox parked cancel} */
@Command(name = "cancel", description = "Parked calls end as CANCELLED: those that have all that is asked for.")
final class ParkedCancelCommand extends DestinationOrder {
    @Option(names = "--operation", paramLabel = "NAME", description = "That wait for this operation's breaker.")
    private Optional<String> operation = Optional.empty();

    @Option(names = "--id", paramLabel = "ID", description = "With this id; may be repeated.")
    private List<String> ids = List.of();

    @Option(names = "--reason-parked", paramLabel = "WHY", description = "That wait for this reason: ${COMPLETION-CANDIDATES}.")
    private Optional<ParkReason> reason = Optional.empty();

    @Option(names = "--older-than", paramLabel = "DURATION", converter = DurationOption.class, description = "That came longer ago.")
    private Optional<Duration> age = Optional.empty();

    @Override
    Task task() {
        return new Task.Cancel(
                new ParkedFilter(operation, new LinkedHashSet<>(ids), reason, age.map(Instant.now()::minus)));
    }
}
