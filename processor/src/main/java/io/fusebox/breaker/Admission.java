package io.fusebox.breaker;

import java.time.Instant;
import java.util.Optional;

/** A breaker's answer to a call that wants to be made. */
public sealed interface Admission {
    record Admitted(Permit permit) implements Admission {}

    /** @param retryAt when it will probe; empty where that depends on the probes under way or on an operator */
    record Refused(Optional<Instant> retryAt) implements Admission {}
}
