package io.fusebox.replay;

import io.fusebox.breaker.BreakerState.Kind;
import io.fusebox.breaker.StateChange;
import io.fusebox.replay.Simulation.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds up a breaker's state changes. */
final class Tracker {
    private final Period period;
    private final Timeline timeline;
    private final List<Outage> outages = new ArrayList<>();
    private Instant since;
    private Duration open = Duration.ZERO;
    private long openings;
    private long reopenings;
    private Optional<StateChange> first = Optional.empty();
    private Optional<StateChange> last = Optional.empty();

    Tracker(Period period) {
        this.period = period;
        this.timeline = new Timeline(period);
        this.since = period.from();
    }

    void changed(StateChange change) {
        leave(change.from(), change.at());
        if (change.from() == Kind.CLOSED) {
            openings++;
            first = first.or(() -> Optional.of(change));
            last = Optional.of(change);
        } else if (change.to() == Kind.OPEN) {
            reopenings++;
        } else if (change.to() == Kind.CLOSED) {
            last.ifPresent(opening -> keep(opening, Optional.of(change.at())));
        }
    }

    private void leave(Kind state, Instant at) {
        if (state == Kind.OPEN) {
            open = open.plus(Duration.between(since, at));
        }
        timeline.mark(state, since, at);
        since = at;
    }

    private void keep(StateChange opening, Optional<Instant> until) {
        if (outages.size() < Simulation.KEPT) {
            outages.add(new Outage(opening.at(), until, opening.cause()));
        }
    }

    Simulation simulation(long attempts, long assumed, long rejected, Kind state) {
        leave(state, period.to());
        if (state == Kind.OPEN || state == Kind.HALF_OPEN) {
            last.ifPresent(opening -> keep(opening, Optional.empty()));
        }
        return new Simulation(attempts, assumed, rejected, openings, reopenings, open, first.map(StateChange::at),
                last.map(StateChange::at), List.copyOf(outages), timeline.states(), state);
    }
}
