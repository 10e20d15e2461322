package io.fusebox.specs.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.BreakerName;
import io.fusebox.schemas.BreakerEvent;
import io.fusebox.schemas.BreakerStatus;
import java.util.List;
import java.util.Optional;

/** A breaker, as its events and its status tell of it. */
public final class ThenBreaker {
    private final Journal journal;
    private final String name;

    ThenBreaker(Journal journal, BreakerName name) {
        this.journal = journal;
        this.name = name.toString();
    }

    public ThenBreaker isOpen() {
        return is("open");
    }

    public ThenBreaker isHalfOpen() {
        return is("half_open");
    }

    public ThenBreaker isClosed() {
        return is("closed");
    }

    private ThenBreaker is(String state) {
        List<BreakerEvent> events = events();
        assertThat(events.isEmpty() ? "closed" : events.getLast().getTo()).as("state of breaker %s", name)
                .isEqualTo(state);
        return this;
    }

    /** @param changes as {@code closed>open}, all of them */
    public ThenBreaker wentThrough(String... changes) {
        assertThat(events()).extracting(event -> event.getFrom() + ">" + event.getTo()).containsExactly(changes);
        return this;
    }

    public List<BreakerEvent> events() {
        return journal.breakerEvents().stream().filter(event -> event.key().equals(name)).map(Output::value).toList();
    }

    /** What its topic holds for it, after compaction. */
    public Optional<BreakerStatus> status() {
        return statuses().isEmpty() ? Optional.empty() : statuses().getLast();
    }

    /** All that was ever written; a tombstone is empty. */
    public List<Optional<BreakerStatus>> statuses() {
        return journal.breakerStatuses()
                .stream()
                .filter(status -> status.key().equals(name))
                .map(Output::value)
                .toList();
    }
}
