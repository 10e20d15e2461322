package io.fusebox.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code fusebox} itself: help, the version, and what all commands share. */
@Command(name = "fusebox", description = "A Kafka Streams outbox with a fuse per destination: write calls to a topic, read their results from another.", synopsisSubcommandLabel = "COMMAND", mixinStandardHelpOptions = true, scope = ScopeType.INHERIT, versionProvider = Version.class, commandListHeading = "%nCommands:%n", optionListHeading = "%nOptions:%n", descriptionHeading = "%n", sortOptions = false, exitCodeListHeading = "%nExit status:%n", exitCodeList = {
    "0:done", "1:it failed; one line on standard error says why", "2:the command line is wrong" })
public final class FuseboxCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show the stack trace of an error (or set FUSEBOX_DEBUG=1).")
    private boolean verbose;

    boolean isVerbose() {
        return verbose || !System.getenv().getOrDefault("FUSEBOX_DEBUG", "").isEmpty();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }
}
