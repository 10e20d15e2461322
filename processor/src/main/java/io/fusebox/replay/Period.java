package io.fusebox.replay;

import java.time.Instant;

/** The time that is looked at. A breaker is closed and has seen nothing when it begins. */
public record Period(Instant from, Instant to) {

    /** @throws IllegalArgumentException where it ends before it begins */
    public Period {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("%s is before %s".formatted(to, from));
        }
    }
}
