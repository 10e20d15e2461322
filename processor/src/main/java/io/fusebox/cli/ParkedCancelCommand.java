package io.fusebox.cli;

import io.fusebox.call.Command.Task;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fusebox parked cancel} */
@Command(name = "cancel", description = "Parked calls end as CANCELLED: those that have all that is asked for.")
final class ParkedCancelCommand extends DestinationOrder {
    @Mixin
    private ParkedOptions which = new ParkedOptions();

    @Override
    Task task() {
        return new Task.Cancel(which.filter(Instant.now()));
    }
}
