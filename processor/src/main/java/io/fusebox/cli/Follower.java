package io.fusebox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.fusebox.cli.JsonReader.Read;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/** Shows a topic's records as they come, until there is a reason to stop. */
final class Follower {
    private final TopicReader topic;
    private final JsonReader reader;
    private final Terminal terminal;
    private final FollowOptions options;
    private long shown;

    /** How records look. */
    interface View {
        void head();

        void show(JsonNode record);
    }

    /** @throws CommandException where the brokers do not answer, or the topic is not there */
    static Follower of(String topic, Session session, Terminal terminal, FollowOptions options) {
        session.require(List.of(topic));
        TopicReader reader = new TopicReader(session.consumer(), topic, session.brokers(),
                options.start(Instant.now()));
        return new Follower(reader, new JsonReader(session.codecs(session.schemas()), terminal), terminal, options);
    }

    private Follower(TopicReader topic, JsonReader reader, Terminal terminal, FollowOptions options) {
        this.topic = topic;
        this.reader = reader;
        this.terminal = terminal;
        this.options = options;
    }

    /** @return the exit status */
    int follow(Predicate<JsonNode> wanted, View view) {
        long begin = System.nanoTime();
        Optional<Map<TopicPartition, Long>> end = options.follows() ? Optional.empty() : Optional.of(topic.ends());
        if (!options.json()) {
            view.head();
            terminal.flush();
        }
        while (!isEnough() && !isOver(begin) && !terminal.isGone()) {
            // Asked before the poll, which may bring more than what was there then.
            boolean last = end.isPresent() && topic.hasReached(end.get());
            List<Read> found = topic.poll().stream().flatMap(record -> reader.read(record).stream()).toList();
            found.stream().filter(read -> wanted.test(read.json())).forEach(read -> show(read, view));
            terminal.flush();
            if (last) {
                break;
            }
        }
        return status();
    }

    private void show(Read read, View view) {
        if (isEnough()) {
            return;
        }
        shown++;
        if (options.json()) {
            terminal.line(read.text());
        } else {
            view.show(read.json());
        }
    }

    private boolean isEnough() {
        return options.count().filter(count -> shown >= count).isPresent();
    }

    private boolean isOver(long begin) {
        return options.timeout()
                .filter(limit -> Duration.ofNanos(System.nanoTime() - begin).compareTo(limit) >= 0)
                .isPresent();
    }

    private int status() {
        boolean complete = options.count().isEmpty() || isEnough() || terminal.isGone();
        if (!complete) {
            terminal.note("only %d of %d came".formatted(shown, options.count().orElse(0L)));
        }
        return complete ? 0 : 1;
    }
}
