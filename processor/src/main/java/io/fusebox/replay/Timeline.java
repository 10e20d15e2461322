package io.fusebox.replay;

import io.fusebox.breaker.BreakerState.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A breaker's states over a period, in {@link Simulation#COLUMNS} columns. A column that holds several states is of the one that refuses most, so
 * that the shortest opening is seen.
 */
final class Timeline {
    private static final List<Kind> MILD_TO_HARSH = List.of(Kind.CLOSED, Kind.HALF_OPEN, Kind.OPEN);

    private final Period period;
    /** Of {@link #MILD_TO_HARSH}; most breakers never open, and have none. */
    private byte[] columns = {};

    Timeline(Period period) {
        this.period = period;
    }

    /** It was in that state from one moment to another. */
    void mark(Kind state, Instant from, Instant to) {
        byte harshness = (byte) MILD_TO_HARSH.indexOf(state);
        if (harshness <= 0) {
            return;
        }
        if (columns.length == 0) {
            columns = new byte[Simulation.COLUMNS];
        }
        int last = from.equals(to) ? column(from) : column(to.minusMillis(1));
        for (int i = column(from); i <= last; i++) {
            columns[i] = (byte) Math.max(columns[i], harshness);
        }
    }

    private int column(Instant time) {
        double millis = Math.max(1, Duration.between(period.from(), period.to()).toMillis());
        double share = Duration.between(period.from(), time).toMillis() / millis;
        return Math.clamp((long) (share * Simulation.COLUMNS), 0, Simulation.COLUMNS - 1);
    }

    List<Kind> states() {
        if (columns.length == 0) {
            return Simulation.CLOSED_ALL_THE_TIME;
        }
        List<Kind> states = new ArrayList<>();
        for (byte column : columns) {
            states.add(MILD_TO_HARSH.get(column));
        }
        return List.copyOf(states);
    }
}
