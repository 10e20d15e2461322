package io.fusebox.app;

import io.fusebox.cli.BreakersCommand;
import io.fusebox.cli.ErrorLine;
import io.fusebox.cli.EventsCommand;
import io.fusebox.cli.FuseboxCommand;
import io.fusebox.cli.KafkaCommand;
import io.fusebox.cli.ResultsCommand;
import io.fusebox.cli.SendCommand;
import io.fusebox.cli.TopicsCommand;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Where the program begins. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        FuseboxCommand root = new FuseboxCommand();
        return new CommandLine(root).addSubcommand(new RunCommand())
                .addSubcommand(new DemoCommand())
                .addSubcommand(new KafkaCommand())
                .addSubcommand(new SendCommand())
                .addSubcommand(new ResultsCommand())
                .addSubcommand(new EventsCommand())
                .addSubcommand(new TopicsCommand())
                .addSubcommand(new BreakersCommand())
                .setExecutionExceptionHandler(new ErrorLine(root))
                // JSON is UTF-8 whatever the locale of a container.
                .setOut(new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true))
                // --body @file means the file's content, not more arguments.
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true);
    }
}
