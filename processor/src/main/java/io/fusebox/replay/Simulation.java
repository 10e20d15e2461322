package io.fusebox.replay;

import io.fusebox.breaker.BreakerState.Kind;
import io.fusebox.breaker.StateChange.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What a breaker would have done.
 *
 * @param attempts on record
 * @param assumed those among them of which only the number is on record
 * @param rejected those among them that it would have refused
 * @param openings from closed to open
 * @param reopenings from half-open to open: the probes had failed, or none had come
 * @param open how long it would have been open; half-open does not count
 * @param last opening; the same as the first where there was one
 * @param outages the first {@link #KEPT}, oldest first
 * @param timeline its states over the period, in {@link #COLUMNS} parts of equal length
 * @param state at the end of the period
 */
public record Simulation(
        long attempts,
        long assumed,
        long rejected,
        long openings,
        long reopenings,
        Duration open,
        Optional<Instant> first,
        Optional<Instant> last,
        List<Outage> outages,
        List<Kind> timeline,
        Kind state) {

    /** A breaker may open every few seconds for days: the first of its outages are told one by one. */
    public static final int KEPT = 100;
    public static final int COLUMNS = 60;

    static final List<Kind> CLOSED_ALL_THE_TIME = Collections.nCopies(COLUMNS, Kind.CLOSED);

    /**
     * From an opening until it is closed again.
     *
     * @param until empty where it would not have closed again
     */
    public record Outage(Instant from, Optional<Instant> until, Cause cause) {}

    /** 0 to 1. */
    public double rejectedShare() {
        return attempts == 0 ? 0 : (double) rejected / attempts;
    }
}
