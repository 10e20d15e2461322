package io.fusebox.wire;

import java.util.List;

/**
 * The names of Fusebox's topics.
 *
 * @param prefix of all of them; default {@code fusebox.}
 */
public record Topics(String prefix) {
    public String requests() {
        return prefix + "requests";
    }

    public String retry() {
        return prefix + "retry";
    }

    public String results() {
        return prefix + "results";
    }

    public String breakerEvents() {
        return prefix + "breaker-events";
    }

    public String breakerStatus() {
        return prefix + "breaker-status";
    }

    public String deadLetters() {
        return prefix + "dead-letters";
    }

    public String commands() {
        return prefix + "commands";
    }

    public String destinations() {
        return prefix + "destinations";
    }

    public List<String> all() {
        return List.of(requests(), retry(), results(), breakerEvents(), breakerStatus(), deadLetters(), commands(),
                destinations());
    }
}
