package io.fusebox.metrics;

import java.util.List;
import java.util.Locale;

/** All meters of the program's own, as Prometheus shows them; {@code docs/metrics.md} has the same table. */
public enum Meters {
    CIRCUIT_BREAKER_STATE(Type.GAUGE, "0 closed, 1 half-open, 2 open, 3 forced-open, 4 disabled, 5 forced-closed",
            "name"),
    CIRCUIT_BREAKER_REQUESTS_TOTAL(Type.COUNTER,
            "Calls that were made and are over: all (total), those that succeeded, those that count against the destination",
            "name",
            "type"),
    CIRCUIT_BREAKER_SUCCESSES_TOTAL(Type.COUNTER, "Calls that succeeded",
            "name"),
    CIRCUIT_BREAKER_FAILURES_TOTAL(Type.COUNTER,
            "Calls that count against the destination",
            "name"),
    CIRCUIT_BREAKER_REJECTED_REQUESTS_TOTAL(Type.COUNTER,
            "Calls that the breaker refused",
            "name"),
    CIRCUIT_BREAKER_STATE_CHANGES_TOTAL(Type.COUNTER,
            "Changes from one state to another", "name", "from_state",
            "to_state"),
    CIRCUIT_BREAKER_RESPONSE_TIME_SECONDS(Type.HISTOGRAM,
            "Time of attempts that got an answer or a timeout",
            "name"),
    FUSEBOX_RESULTS_TOTAL(Type.COUNTER,
            "Results that were published", "destination",
            "status"),
    FUSEBOX_FALLBACKS_TOTAL(Type.COUNTER,
            "Results that another than the destination gave", "destination",
            "source"),
    FUSEBOX_CALLS_IN_FLIGHT(Type.GAUGE,
            "Attempts that are under way"),
    FUSEBOX_CALLS_PARKED(
            Type.GAUGE,
            "Calls that wait for their destination or their time",
            "destination"),
    FUSEBOX_CALLS_PARKED_OLDEST_SECONDS(
            Type.GAUGE,
            "How long the oldest parked call has waited",
            "destination"),
    FUSEBOX_RETRY_LATENESS_SECONDS(
            Type.HISTOGRAM,
            "Time from when a parked call was due until it was dispatched"),
    FUSEBOX_DEAD_LETTERS_TOTAL(
            Type.COUNTER,
            "Records that were put on the dead letters",
            "reason"),
    FUSEBOX_DUPLICATES_TOTAL(
            Type.COUNTER,
            "Requests that were dropped because one with their id had come shortly before",
            "destination"),
    FUSEBOX_REROUTED_TOTAL(
            Type.COUNTER,
            "Requests that came on another partition than their key's, and were moved");

    /** As Prometheus knows it. */
    public enum Type {
        COUNTER, GAUGE, HISTOGRAM
    }

    private final Type type;
    private final String help;
    @SuppressWarnings("ImmutableEnumChecker") // An unmodifiable list of strings.
    private final List<String> labels;

    Meters(Type type, String help, String... labels) {
        this.type = type;
        this.help = help;
        this.labels = List.of(labels);
    }

    /** {@code fusebox_results_total}. */
    public String metric() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Type type() {
        return type;
    }

    public String help() {
        return help;
    }

    public List<String> labels() {
        return labels;
    }
}
