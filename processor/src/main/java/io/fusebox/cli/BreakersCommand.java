package io.fusebox.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fusebox breakers}: a family of commands. */
@Command(name = "breakers", description = "Show the breakers of all pods, and turn them by hand.", synopsisSubcommandLabel = "COMMAND", subcommands = {
    BreakersListCommand.class, BreakersShowCommand.class, BreakersResetCommand.class, BreakersForceOpenCommand.class,
    BreakersForceClosedCommand.class, BreakersReleaseCommand.class })
public final class BreakersCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }
}
