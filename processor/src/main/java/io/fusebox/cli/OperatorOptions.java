package io.fusebox.cli;

import io.fusebox.call.Operator;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Who gives a command, why, and how long they wait until it is obeyed. */
final class OperatorOptions {
    private static final String PATIENCE = "15s";

    @Option(names = "--by", paramLabel = "NAME", description = "Who gives the command; it is in the event that answers it. Default: the user's name.")
    private Optional<String> by = Optional.empty();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for people who read that event.")
    private Optional<String> reason = Optional.empty();

    @Option(names = "--timeout", paramLabel = "DURATION", defaultValue = PATIENCE, converter = DurationOption.class, description = "How long to wait for that event; exit with 1 if it does not come. Default: "
            + PATIENCE)
    private Duration timeout = Duration.ZERO;

    @Option(names = "--json", description = "The event as a JSON object in a line.")
    private boolean json;

    Operator operator() {
        return new Operator(by.or(() -> Optional.ofNullable(System.getProperty("user.name"))), reason);
    }

    Duration timeout() {
        return timeout;
    }

    boolean json() {
        return json;
    }
}
