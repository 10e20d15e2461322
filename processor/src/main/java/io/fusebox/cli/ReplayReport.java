package io.fusebox.cli;

import io.fusebox.call.BreakerName;
import io.fusebox.replay.Period;
import io.fusebox.replay.Simulation;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * What breakers would have done by the policies that hold, and by others.
 *
 * @param attempts that were replayed
 * @param leftOut attempts to destinations that neither has
 * @param unknown the first of these destinations
 */
record ReplayReport(
        Period period,
        long attempts,
        long leftOut,
        Set<String> unknown,
        SortedMap<BreakerName, Pair> breakers) {

    /** One breaker; empty where the policies do not have it. */
    record Pair(Optional<Simulation> present, Optional<Simulation> candidate) {}
}
