package io.fusebox.cli;

import io.fusebox.cli.TopicReader.Start;
import io.fusebox.dispatch.Policies;
import io.fusebox.replay.Period;
import io.fusebox.replay.RecordedAttempt;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fusebox replay-policy}: what breakers would have done. */
@Command(name = "replay-policy", description = "Run the attempts that are on record through another policy, and show which breakers would have opened, and when.")
public final class ReplayPolicyCommand extends ClientCommand {
    @Option(names = { "-f",
        "--file" }, required = true, paramLabel = "FILE", description = "The candidate: 'defaults' and 'destinations' as in the configuration, over which they are laid.")
    private Path candidate = Path.of("");

    @Option(names = { "-d",
        "--destination" }, paramLabel = "NAME", description = "Only of this destination; may be repeated.")
    private List<String> destinations = List.of();

    @Option(names = "--from", paramLabel = "TIME", converter = Moment.Option.class, description = "Only what was made since then (24h, or 2026-01-31T12:00:00Z). Default: all that is there.")
    private Optional<Moment> from = Optional.empty();

    @Option(names = "--to", paramLabel = "TIME", converter = Moment.Option.class, description = "Only what was made before then. Default: now.")
    private Optional<Moment> to = Optional.empty();

    @Option(names = "--json", description = "One JSON object.")
    private boolean asJson;

    @Override
    void check() {
        Instant now = Instant.now();
        if (begin(now).filter(it -> !it.isBefore(end(now))).isPresent()) {
            throw wrong("--from is not before --to");
        }
    }

    @Override
    int run(Session session, Terminal terminal) {
        Instant now = Instant.now();
        Optional<Instant> begin = begin(now);
        Instant end = end(now);
        Policies present = session.config().policies();
        Policies other = session.configuration().withCandidate(candidate);
        requireDestinations(present, other);
        try (SortedAttempts attempts = new SortedAttempts(SortedAttempts.IN_MEMORY)) {
            AttemptReading reading = new AttemptReading(session, terminal,
                    attempt -> isWanted(attempt, begin, end), attempts);
            reading.read(begin.<Start>map(Start.Since::new).orElseGet(Start.Beginning::new));
            Period period = new Period(begin.or(reading::first).orElse(end), lastOf(reading, end));
            ReplayReport report = new PolicyComparison(present, other, period).run(attempts, new Progress(terminal));
            tellWhatIsMissing(reading, report, terminal);
            if (asJson) {
                terminal.line(ReplayJson.of(report).toString());
            } else {
                new ReplayView(terminal).show(report);
            }
        }
        return 0;
    }

    private Optional<Instant> begin(Instant now) {
        return from.map(moment -> moment.ago(now));
    }

    private Instant end(Instant now) {
        return to.map(moment -> moment.ago(now)).orElse(now);
    }

    private boolean isWanted(RecordedAttempt attempt, Optional<Instant> begin, Instant end) {
        return (destinations.isEmpty() || destinations.contains(attempt.called().destination()))
                && begin.filter(attempt.startedAt()::isBefore).isEmpty() && attempt.startedAt().isBefore(end);
    }

    private void requireDestinations(Policies present, Policies other) {
        for (String name : destinations) {
            if (present.of(name).isEmpty() && other.of(name).isEmpty()) {
                throw new CommandException(
                        "there is no destination '%s' in the configuration (--config) or in the candidate"
                                .formatted(name));
            }
        }
    }

    /** Time in which nothing was called shows nothing, unless it was asked for. */
    private Instant lastOf(AttemptReading reading, Instant end) {
        return to.isPresent() ? end : reading.last().filter(end::isAfter).orElse(end);
    }

    private static void tellWhatIsMissing(AttemptReading reading, ReplayReport report, Terminal terminal) {
        if (report.attempts() == 0) {
            terminal.note("no attempts are on record there");
        }
        if (report.leftOut() > 0) {
            terminal.note("left out %d attempts to destinations that are not in the configuration (--config): %s"
                    .formatted(report.leftOut(), String.join(", ", report.unknown())));
        }
        if (reading.calls().unreadable() > 0) {
            terminal.note("left out %d records without the times of a call".formatted(reading.calls().unreadable()));
        }
    }
}
