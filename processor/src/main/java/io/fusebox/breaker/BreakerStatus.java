package io.fusebox.breaker;

import io.fusebox.call.BreakerName;
import io.fusebox.call.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the fleet is told of a breaker: the domain form of a record on {@code breaker-status}.
 *
 * @param parked calls that wait for it
 * @param parkedOldest when the oldest of them arrived
 * @param inFlight calls under way
 * @param openUntil when it will probe; only where it is open
 * @param pause of its destination
 * @param policy every knob by its configuration key
 * @param owner host and task
 */
public record BreakerStatus(
        BreakerName name,
        BreakerMetrics metrics,
        long parked,
        Optional<Instant> parkedOldest,
        int inFlight,
        Optional<Instant> openUntil,
        Optional<Pause> pause,
        Map<String, PolicyValue> policy,
        String owner,
        Instant at) {

    public BreakerState.Kind state() {
        return metrics.state();
    }

    /** How long until it will probe, zero where that time has come; only where it is open. */
    public Optional<Duration> nextProbeIn(Instant now) {
        return openUntil.map(until -> until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO);
    }

    /** The last 20, oldest first. */
    public List<StateChange> stateChanges() {
        return metrics.stateChanges();
    }
}
