package io.fusebox.cli;

import io.fusebox.call.Command.Task;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fusebox parked drain-now} */
@Command(name = "drain-now", description = "Parked calls that wait for their retry are due now; breaker, pause, rate and places still say when each starts.")
final class ParkedDrainNowCommand extends DestinationOrder {
    @Option(names = "--operation", paramLabel = "NAME", description = "Only those that wait for this operation's breaker.")
    private Optional<String> operation = Optional.empty();

    @Option(names = "--scheduled", description = "Those too that wait for a time of their own (notBefore).")
    private boolean scheduled;

    @Override
    Task task() {
        return new Task.DrainNow(operation, scheduled);
    }
}
