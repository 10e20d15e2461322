package io.fusebox.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fusebox parked}: a family of commands. */
@Command(name = "parked", description = "List parked calls, have them made now, or cancel them.", synopsisSubcommandLabel = "COMMAND", subcommands = {
    ParkedListCommand.class, ParkedDrainNowCommand.class, ParkedCancelCommand.class })
public final class ParkedCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }
}
