package io.fusebox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.fusebox.cli.TopicReader.Start;
import io.fusebox.replay.RecordedAttempt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads the topics on which attempts are recorded, up to their present ends. */
final class AttemptReading {
    private final Session session;
    private final JsonReader json;
    private final Progress progress;
    private final RecordedCalls calls = new RecordedCalls();
    private final Predicate<RecordedAttempt> wanted;
    private final SortedAttempts attempts;
    private long records;
    private Optional<Instant> first = Optional.empty();
    private Optional<Instant> last = Optional.empty();

    AttemptReading(Session session, Terminal terminal, Predicate<RecordedAttempt> wanted, SortedAttempts attempts) {
        this.session = session;
        this.json = new JsonReader(session.codecs(session.schemas()), terminal);
        this.progress = new Progress(terminal);
        this.wanted = wanted;
        this.attempts = attempts;
    }

    /** What was made before something is told by the time at which it ended. */
    void read(Start start) {
        List<String> topics = List.of(session.topics().results(), session.topics().deadLetters());
        session.require(topics);
        read(topics.get(0), start, calls::ofResult);
        read(topics.get(1), start, calls::ofDeadLetter);
        progress.clear();
    }

    private void read(String topic, Start start, Function<JsonNode, List<RecordedAttempt>> reading) {
        new TopicReader(session.consumer(), topic, session.brokers(), start).readToEnd(found -> {
            json.read(found).ifPresent(record -> reading.apply(record.json()).forEach(this::keep));
            records++;
            progress.show(() -> "%s: %d records read, %d attempts".formatted(topic, records, attempts.count()));
        });
    }

    private void keep(RecordedAttempt attempt) {
        if (!wanted.test(attempt)) {
            return;
        }
        attempts.add(attempt);
        first = first.filter(it -> it.isBefore(attempt.startedAt())).or(() -> Optional.of(attempt.startedAt()));
        last = last.filter(it -> it.isAfter(attempt.endedAt())).or(() -> Optional.of(attempt.endedAt()));
    }

    /** When the first attempt began; empty where there is none. */
    Optional<Instant> first() {
        return first;
    }

    /** When the last one ended; empty where there is none. */
    Optional<Instant> last() {
        return last;
    }

    RecordedCalls calls() {
        return calls;
    }
}
