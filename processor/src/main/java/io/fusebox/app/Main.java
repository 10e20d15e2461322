package io.fusebox.app;

import io.fusebox.cli.BreakersCommand;
import io.fusebox.cli.DestinationsCommand;
import io.fusebox.cli.DoctorCommand;
import io.fusebox.cli.ErrorLine;
import io.fusebox.cli.EventsCommand;
import io.fusebox.cli.FuseboxCommand;
import io.fusebox.cli.KafkaCommand;
import io.fusebox.cli.ParkedCommand;
import io.fusebox.cli.ReplayPolicyCommand;
import io.fusebox.cli.ResultsCommand;
import io.fusebox.cli.SendCommand;
import io.fusebox.cli.TopicsCommand;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;

/** Where the program begins. */
public final class Main {
    private static final SequencedMap<String, Supplier<Object>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("run", RunCommand::new);
        COMMANDS.put("demo", DemoCommand::new);
        COMMANDS.put("kafka", KafkaCommand::new);
        COMMANDS.put("send", SendCommand::new);
        COMMANDS.put("results", ResultsCommand::new);
        COMMANDS.put("events", EventsCommand::new);
        COMMANDS.put("topics", TopicsCommand::new);
        COMMANDS.put("breakers", BreakersCommand::new);
        COMMANDS.put("destinations", DestinationsCommand::new);
        COMMANDS.put("parked", ParkedCommand::new);
        COMMANDS.put("doctor", DoctorCommand::new);
        COMMANDS.put("replay-policy", ReplayPolicyCommand::new);
        COMMANDS.put("prepare", PrepareCommand::new);
    }

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine(args).execute(args));
    }

    /**
     * Knows the commands that are among the arguments, as each takes a while to look through; all, where there is none, so that help and
     * errors can list them.
     */
    static CommandLine commandLine(String... arguments) {
        FuseboxCommand root = new FuseboxCommand();
        CommandLine program = new CommandLine(root);
        Set<String> named = new HashSet<>(List.of(arguments));
        named.retainAll(COMMANDS.keySet());
        COMMANDS.forEach((name, command) -> {
            if (named.isEmpty() || named.contains(name)) {
                program.addSubcommand(command.get());
            }
        });
        return program
                .setExecutionExceptionHandler(new ErrorLine(root))
                // JSON is UTF-8 whatever the locale of a container.
                .setOut(new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true))
                // --body @file means the file's content, not more arguments.
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true);
    }
}
