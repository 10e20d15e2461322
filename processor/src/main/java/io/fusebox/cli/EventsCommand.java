package io.fusebox.cli;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fusebox events}: how breakers change. */
@Command(name = "events", description = "Show the state changes of breakers as they come, until Ctrl-C.")
public final class EventsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ClientOptions client = new ClientOptions();

    @Mixin
    private FollowOptions options = new FollowOptions();

    @Option(names = "--breaker", paramLabel = "NAME", description = "Only of this breaker: destination, or destination/operation; may be repeated.")
    private List<String> breakers = List.of();

    @Option(names = { "-d",
        "--destination" }, paramLabel = "NAME", description = "Only of this destination's breakers; may be repeated.")
    private List<String> destinations = List.of();

    @Override
    public Integer call() {
        options.check(spec);
        Terminal terminal = new Terminal(spec.commandLine());
        try (Session session = client.open(spec)) {
            String topic = session.topics().breakerEvents();
            session.require(List.of(topic));
            TopicReader reader = new TopicReader(session.consumer(), topic, session.brokers(),
                    options.start(Instant.now()));
            JsonReader json = new JsonReader(session.codecs(session.schemas()), terminal);
            return new Follower(reader, json, terminal, options)
                    .follow(event -> ResultsCommand.isOneOf(breakers, event, "breaker")
                            && ResultsCommand.isOneOf(destinations, event, "destination"), new EventView(terminal));
        }
    }
}
