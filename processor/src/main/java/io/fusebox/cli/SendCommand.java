package io.fusebox.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fusebox send}: puts calls on the topic of requests. */
@Command(name = "send", description = "Send calls: one by options, or many from a file or standard input, as JSON objects.")
public final class SendCommand extends ClientCommand {
    private static final String STANDARD_INPUT = "-";
    private static final String PATIENCE = "60s";

    @Mixin
    private CallOptions call = new CallOptions();

    @Parameters(paramLabel = "-", arity = "0..1", description = "Read calls from standard input, like --file -.")
    private Optional<String> input = Optional.empty();

    @Option(names = "--file", paramLabel = "FILE", description = "Read calls from a file (- is standard input): JSON objects, one after the other or in an array.")
    private Optional<String> file = Optional.empty();

    @Option(names = "--count", paramLabel = "N", defaultValue = "1", description = "Send each call N times, with numbers behind its id.")
    private long count;

    @Option(names = "--rate", paramLabel = "N/s", converter = Rate.Option.class, description = "No more than that. Default: as fast as it goes.")
    private Optional<Rate> rate = Optional.empty();

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "avro", description = "Of the records: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private Format format = Format.avro;

    @Option(names = "--wait", paramLabel = "DURATION", arity = "0..1", fallbackValue = PATIENCE, converter = DurationOption.class, description = "Show the results of what was sent; exit with 1 if one is not SUCCEEDED, or does not come in this time. Default: "
            + PATIENCE)
    private Optional<Duration> wait = Optional.empty();

    @Option(names = "--json", description = "With --wait: each result as a JSON object in a line.")
    private boolean json;

    /** How records are written; the names are those of the command line. */
    enum Format {
        avro, json
    }

    @Override
    void check() {
        Optional<String> source = source();
        if (count < 1) {
            throw wrong("--count: at least 1 is expected");
        }
        if (json && wait.isEmpty()) {
            throw wrong("--json shows results: it goes with --wait");
        }
        if (source.isPresent() == call.isAny()) {
            throw wrong(source.isPresent() ? "a file holds whole calls: leave out the options that describe one"
                    : "What is to be sent? A call by options (-d payments --path /charge --body …), --file FILE, or -");
        }
    }

    @Override
    int run(Session session, Terminal terminal) throws IOException, InterruptedException {
        Optional<String> source = source();
        try (Interruption interruption = new Interruption()) {
            Sending sending = new Sending(session, terminal, interruption,
                    new Sending.Plan(count, rate, format == Format.avro, wait, json));
            if (source.isEmpty()) {
                return sending.one(call.json(spec(), Instant.now()));
            }
            try (InputStream calls = open(source.get())) {
                return sending.all(new JsonObjects(calls));
            }
        }
    }

    private Optional<String> source() {
        if (input.filter(text -> !text.equals(STANDARD_INPUT)).isPresent()) {
            throw wrong("'%s': a file is given with --file".formatted(input.get()));
        }
        if (input.isPresent() && file.isPresent()) {
            throw wrong("- and --file: which of them?");
        }
        return input.or(() -> file);
    }

    private static InputStream open(String source) throws IOException {
        if (source.equals(STANDARD_INPUT)) {
            return new BufferedInputStream(System.in);
        }
        Path path = Path.of(source);
        if (!Files.isReadable(path)) {
            throw new CommandException("--file: '%s' is not there, or cannot be read".formatted(source));
        }
        return new BufferedInputStream(Files.newInputStream(path));
    }
}
