package io.fusebox.dispatch;

import io.fusebox.call.Command;
import java.time.Instant;
import java.util.Optional;

/**
 * What an operator wants done with parked calls, and how far that is.
 *
 * @param since when it was begun; calls that came later are not meant
 * @param next the first place that has not been looked at; empty: all are still to come
 */
public record Errand(Command.Manage command, Instant since, Optional<ParkingKey> next) {
    Errand goingOnAt(ParkingKey place) {
        return new Errand(command, since, Optional.of(place));
    }
}
