package io.fusebox.broker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fusebox.cli.DestinationsCommand;
import io.fusebox.cli.FuseboxCommand;
import io.fusebox.cli.ParkedCommand;
import io.fusebox.cli.ReplayPolicyCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.IntSupplier;
import picocli.CommandLine;

/** The program's command line, in this JVM, against a test's share of the broker. */
final class Cli {
    private Cli() {}

    /** What it said, and its exit status. */
    record Said(int status, String out, String err) {
        JsonNode json() {
            try {
                return new ObjectMapper().readTree(out);
            } catch (IOException e) {
                throw new UncheckedIOException(out + err, e);
            }
        }
    }

    static Said run(World world, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine program = new CommandLine(new FuseboxCommand())
                .addSubcommand("replay-policy", new ReplayPolicyCommand())
                .addSubcommand("parked", new ParkedCommand())
                .addSubcommand("destinations", new DestinationsCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--bootstrap-server", world.servers().bootstrapServers(), "--registry",
                world.servers().registryUrl(), "--prefix", world.topics().prefix()));
        int status = asIfAlone(world, () -> program.execute(all.toArray(String[]::new)));
        return new Said(status, out.toString(), err.toString());
    }

    /** As in a JVM of its own: the build's {@code fusebox.*} properties are for tests, and no keys of the program. */
    private static int asIfAlone(World world, IntSupplier run) {
        Properties all = System.getProperties();
        Properties others = new Properties();
        others.putAll(all);
        others.keySet().removeIf(name -> name.toString().startsWith("fusebox."));
        others.setProperty("fusebox.application-id", world.applicationId());
        System.setProperties(others);
        try {
            return run.getAsInt();
        } finally {
            System.setProperties(all);
        }
    }
}
