package io.fusebox.cli;

import io.fusebox.topology.ParkingChangelog;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fusebox parked list} */
@Command(name = "list", description = "List parked calls by when they are due: those that have all that is asked for.")
final class ParkedListCommand extends ClientCommand {
    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Their destinations. Default: all.")
    private List<String> destinations = List.of();

    @Mixin
    private ParkedOptions which = new ParkedOptions();

    @Option(names = "--limit", paramLabel = "N", description = "Show no more than these. Default: ${DEFAULT-VALUE}")
    private int limit = 50;

    @Option(names = "--json", description = "As one line of JSON.")
    private boolean json;

    @Override
    void check() {
        if (limit < 1) {
            throw wrong("--limit is %d; a whole number from 1 is expected".formatted(limit));
        }
    }

    @Override
    int run(Session session, Terminal terminal) {
        ParkedCalls calls = new ParkedCalls(destinations, which.filter(Instant.now()));
        String topic = ParkingChangelog.topic(session.config().applicationId());
        session.require(List.of(topic));
        Progress progress = new Progress(terminal);
        new TopicReader(session.consumer(), topic, session.brokers(), new TopicReader.Start.Beginning())
                .readToEnd(row -> {
                    calls.read(row);
                    progress.show(() -> "%,d rows read, %,d calls".formatted(calls.rows(), calls.count()));
                });
        progress.clear();
        if (calls.unreadable() > 0) {
            terminal.note("%,d calls were parked by a later version, and are left out".formatted(calls.unreadable()));
        }
        if (json) {
            terminal.line(ParkedView.json(calls, limit).toString());
        } else {
            new ParkedView(terminal).list(calls, limit);
        }
        terminal.flush();
        return 0;
    }
}
