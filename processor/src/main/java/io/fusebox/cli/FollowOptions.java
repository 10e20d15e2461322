package io.fusebox.cli;

import io.fusebox.cli.TopicReader.Start;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How far back, and for how long. */
final class FollowOptions {
    @Option(names = "--from-beginning", description = "Show all that is there, then follow.")
    private boolean fromBeginning;

    @Option(names = "--since", paramLabel = "TIME", converter = Moment.Option.class, description = "Show what is there since then (10m, or 2026-01-31T12:00:00Z), then follow.")
    private Optional<Moment> since = Optional.empty();

    @Option(names = "--no-follow", description = "Stop at the present end. Without --since: from the beginning.")
    private boolean noFollow;

    @Option(names = "--count", paramLabel = "N", description = "Stop after N that are shown.")
    private Optional<Long> count = Optional.empty();

    @Option(names = "--timeout", paramLabel = "DURATION", converter = DurationOption.class, description = "Stop after this time; with --count it is a failure if fewer came.")
    private Optional<Duration> timeout = Optional.empty();

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    Start start(Instant now) {
        return since.<Start>map(moment -> new Start.Since(moment.ago(now)))
                .orElseGet(() -> fromBeginning || noFollow ? new Start.Beginning() : new Start.Now());
    }

    void check(CommandSpec spec) {
        if (since.isPresent() && fromBeginning) {
            throw new ParameterException(spec.commandLine(), "--since and --from-beginning: which of them?");
        }
        if (count.isPresent() && count.get() < 1) {
            throw new ParameterException(spec.commandLine(), "--count: at least 1 is expected");
        }
    }

    boolean follows() {
        return !noFollow;
    }

    Optional<Long> count() {
        return count;
    }

    Optional<Duration> timeout() {
        return timeout;
    }

    boolean json() {
        return json;
    }
}
