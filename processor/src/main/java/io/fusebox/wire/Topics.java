package io.fusebox.wire;

import java.util.List;

/** The names of Fusebox's topics: made once, for they are asked for with each record. */
public final class Topics {
    private final String prefix;
    private final String requests;
    private final String retry;
    private final String results;
    private final String breakerEvents;
    private final String breakerStatus;
    private final String deadLetters;
    private final String commands;
    private final String destinations;

    /** @param prefix of all of them; default {@code fusebox.} */
    public Topics(String prefix) {
        this.prefix = prefix;
        requests = prefix + "requests";
        retry = prefix + "retry";
        results = prefix + "results";
        breakerEvents = prefix + "breaker-events";
        breakerStatus = prefix + "breaker-status";
        deadLetters = prefix + "dead-letters";
        commands = prefix + "commands";
        destinations = prefix + "destinations";
    }

    public String prefix() {
        return prefix;
    }

    public String requests() {
        return requests;
    }

    public String retry() {
        return retry;
    }

    public String results() {
        return results;
    }

    public String breakerEvents() {
        return breakerEvents;
    }

    public String breakerStatus() {
        return breakerStatus;
    }

    public String deadLetters() {
        return deadLetters;
    }

    public String commands() {
        return commands;
    }

    public String destinations() {
        return destinations;
    }

    public List<String> all() {
        return List.of(requests, retry, results, breakerEvents, breakerStatus, deadLetters, commands, destinations);
    }
}
