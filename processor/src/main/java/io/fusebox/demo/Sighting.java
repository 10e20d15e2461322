package io.fusebox.demo;

import io.fusebox.breaker.BreakerStatus;
import io.fusebox.breaker.StateChange;
import io.fusebox.call.ResultStatus;

/** A committed record that was read from one of the topics. */
sealed interface Sighting {

    /** On requests. */
    record Requested(String id, String destination) implements Sighting {}

    /** On requests, and neither Avro nor JSON that anybody can read: it ends on the dead letters. */
    record Unreadable() implements Sighting {}

    /**
     * On results.
     *
     * @param attempts how often the call was made
     */
    record Ended(String id, String destination, ResultStatus status, int attempts) implements Sighting {}

    /** On breaker-events. */
    record Changed(StateChange change) implements Sighting {}

    /** On breaker-status. */
    record Shown(BreakerStatus status) implements Sighting {}
}
