package io.fusebox.app;

import io.fusebox.cli.ErrorLine;
import io.fusebox.cli.FuseboxCommand;
import io.fusebox.cli.KafkaCommand;
import picocli.CommandLine;

/** Where the program begins. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        FuseboxCommand root = new FuseboxCommand();
        return new CommandLine(root)
                .addSubcommand(new RunCommand())
                .addSubcommand(new DemoCommand())
                .addSubcommand(new KafkaCommand())
                .setExecutionExceptionHandler(new ErrorLine(root))
                .setUsageHelpAutoWidth(true);
    }
}
