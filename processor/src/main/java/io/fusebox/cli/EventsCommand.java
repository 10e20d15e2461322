package io.fusebox.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fusebox events}: how breakers change. */
@Command(name = "events", description = "Show the state changes of breakers as they come, until Ctrl-C.")
public final class EventsCommand extends ClientCommand {
    @Mixin
    private FollowOptions options = new FollowOptions();

    @Option(names = "--breaker", paramLabel = "NAME", description = "Only of this breaker: destination, or destination/operation; may be repeated.")
    private List<String> breakers = List.of();

    @Option(names = { "-d",
        "--destination" }, paramLabel = "NAME", description = "Only of this destination's breakers; may be repeated.")
    private List<String> destinations = List.of();

    @Override
    void check() {
        options.check(spec());
    }

    @Override
    int run(Session session, Terminal terminal) {
        return Follower.of(session.topics().breakerEvents(), session, terminal, options)
                .follow(event -> ResultsCommand.isOneOf(breakers, event, "breaker")
                        && ResultsCommand.isOneOf(destinations, event, "destination"), new EventView(terminal));
    }
}
