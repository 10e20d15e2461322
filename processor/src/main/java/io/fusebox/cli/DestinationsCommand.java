package io.fusebox.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fusebox destinations}: a family of commands. */
@Command(name = "destinations", description = "Change the settings of destinations while all pods run, show them, and have destinations left alone.", synopsisSubcommandLabel = "COMMAND", subcommands = {
    DestinationsApplyCommand.class, DestinationsDiffCommand.class, DestinationsListCommand.class,
    DestinationsShowCommand.class, DestinationsRemoveCommand.class, DestinationsPauseCommand.class,
    DestinationsResumeCommand.class, DestinationsDeleteCommand.class })
public final class DestinationsCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }
}
