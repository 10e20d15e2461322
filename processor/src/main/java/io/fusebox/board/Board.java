package io.fusebox.board;

import io.fusebox.breaker.BreakerStatus;
import io.fusebox.call.BreakerName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The latest status of each breaker in the fleet, at one moment. The status of a pod that has died stays until the breaker's new owner
 * publishes; its {@code at} and {@code owner} tell.
 *
 * @param staleSince since when nothing has been heard of the brokers; empty while they answer
 */
public record Board(Map<BreakerName, BreakerStatus> breakers, Optional<Instant> staleSince) {
    public Board {
        breakers = Map.copyOf(breakers);
    }

    public Optional<BreakerStatus> find(BreakerName name) {
        return Optional.ofNullable(breakers.get(name));
    }
}
