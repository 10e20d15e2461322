package io.fusebox.board;

import io.fusebox.breaker.BreakerStatus;
import io.fusebox.call.BreakerName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The latest status of each breaker in the fleet, at one moment. The status of a pod that has died stays until the breaker's new owner
 * publishes; its {@code at} and {@code owner} tell.
 *
 * @param staleSince since when nothing has been heard of the brokers; empty while they answer
 * @param invalidPolicies that this pod has found
 */
public record Board(
        Map<BreakerName, BreakerStatus> breakers,
        Optional<Instant> staleSince,
        List<Alert.InvalidPolicy> invalidPolicies) {
    public Board {
        breakers = Map.copyOf(breakers);
        invalidPolicies = List.copyOf(invalidPolicies);
    }

    public Board(Map<BreakerName, BreakerStatus> breakers, Optional<Instant> staleSince) {
        this(breakers, staleSince, List.of());
    }

    public Board withInvalidPolicies(List<Alert.InvalidPolicy> found) {
        return new Board(breakers, staleSince, found);
    }

    public Optional<BreakerStatus> find(BreakerName name) {
        return Optional.ofNullable(breakers.get(name));
    }
}
