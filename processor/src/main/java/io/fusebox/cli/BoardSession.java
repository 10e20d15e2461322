package io.fusebox.cli;

import io.fusebox.board.Board;
import io.fusebox.board.BoardFollower;
import io.fusebox.wire.CompactedTopicFollower;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Reads the board and shows it, once or over and over. */
final class BoardSession {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String EVERY = "2s";

    private final ClientOptions client;
    private final CommandSpec spec;
    private final Display display;

    /** How the board is to be shown. */
    static final class Display {
        @Option(names = "--json", description = "As the HTTP API answers; one line.")
        private boolean json;

        @Option(names = "--watch", paramLabel = "INTERVAL", arity = "0..1", fallbackValue = EVERY, converter = DurationOption.class, description = "Show it anew every so often, until Ctrl-C. Default: "
                + EVERY)
        private Optional<Duration> watch = Optional.empty();

        boolean json() {
            return json;
        }
    }

    BoardSession(ClientOptions client, CommandSpec spec, Display display) {
        this.client = client;
        this.spec = spec;
        this.display = display;
    }

    void show(Terminal terminal, Consumer<Board> view) throws InterruptedException {
        try (Session session = client.open(spec)) {
            try (BoardFollower follower = follower(session)) {
                awaitEnd(follower, session);
                repeat(terminal, follower, view);
            }
        }
    }

    /** The board as it is now. */
    static Board read(Session session) throws InterruptedException {
        try (BoardFollower follower = follower(session)) {
            awaitEnd(follower, session);
            return follower.board();
        }
    }

    private static BoardFollower follower(Session session) {
        String topic = session.topics().breakerStatus();
        session.require(List.of(topic));
        return new BoardFollower(topic, CompactedTopicFollower.consumers(session.properties(Map.of()), "fusebox-cli"),
                session.codecs(session.schemas())::decodeStatus, InstantSource.system());
    }

    private static void awaitEnd(BoardFollower follower, Session session) throws InterruptedException {
        follower.start();
        if (!follower.awaitEnd(PATIENCE)) {
            throw new CommandException(
                    "%s cannot be read to its end within %d s: the schema registry at %s may not answer; check schema-registry.url or --registry"
                            .formatted(session.topics().breakerStatus(), PATIENCE.toSeconds(),
                                    session.config().schemaRegistry().url()));
        }
    }

    private void repeat(Terminal terminal, BoardFollower follower, Consumer<Board> view) throws InterruptedException {
        boolean redraw = display.watch.isPresent() && !display.json && terminal.isInteractive();
        while (!terminal.isGone()) {
            if (redraw) {
                terminal.clear();
            }
            view.accept(follower.board());
            terminal.flush();
            if (display.watch.isEmpty()) {
                return;
            }
            Thread.sleep(display.watch.get());
        }
    }
}
