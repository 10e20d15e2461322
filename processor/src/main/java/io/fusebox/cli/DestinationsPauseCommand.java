package io.fusebox.cli;

import io.fusebox.call.Command.Task;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fusebox destinations pause} */
@Command(name = "pause", description = "Leave destinations alone: nothing is sent to them, calls are parked, until they are resumed or the time is over.")
final class DestinationsPauseCommand extends DestinationOrder {
    @Option(names = "--for", paramLabel = "DURATION", converter = DurationOption.class, description = "For how long. Default: until 'destinations resume'.")
    private Optional<Duration> length = Optional.empty();

    @Override
    Task task() {
        return new Task.Suspend(length);
    }
}
