package io.fusebox.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** A command that fails says so in one line on standard error; the stack trace is for those who ask. */
public final class ErrorLine implements IExecutionExceptionHandler {
    private final FuseboxCommand root;

    public ErrorLine(FuseboxCommand root) {
        this.root = root;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult arguments) {
        command.getErr()
                .println(command.getColorScheme()
                        .errorText("%s: %s".formatted(command.getCommandSpec().qualifiedName(), message(failure))));
        if (root.isVerbose()) {
            failure.printStackTrace(command.getErr());
        }
        command.getErr().flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String message(Exception failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
