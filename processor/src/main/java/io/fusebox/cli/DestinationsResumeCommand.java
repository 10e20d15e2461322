package io.fusebox.cli;

import io.fusebox.call.Command.Task;
import picocli.CommandLine.Command;

/** {@code fusebox destinations resume} */
@Command(name = "resume", description = "Call destinations again, whoever had them paused: an operator, a rule, or they themselves with Retry-After.")
final class DestinationsResumeCommand extends DestinationOrder {
    @Override
    Task task() {
        return new Task.Resume();
    }
}
