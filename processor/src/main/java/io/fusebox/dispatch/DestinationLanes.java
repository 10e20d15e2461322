package io.fusebox.dispatch;

import io.fusebox.call.BreakerName;
import io.fusebox.call.Pause;
import io.fusebox.gate.Limits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A destination's lanes, which share its limits. */
final class DestinationLanes {
    /** Replaced as a whole. Most have one, and there are many destinations: a map would take more room than the rest. */
    private List<Lane> lanes = List.of();
    private final Limits limits;
    private final Denials denials = new Denials();
    private DestinationPolicy policy;
    private boolean configured = true;

    /** @param pause that an earlier owner remembered */
    DestinationLanes(DestinationPolicy policy, Optional<Pause> pause, Instant now) {
        this.policy = policy;
        this.limits = new Limits(policy.destination().concurrency(), policy.gate(), pause, now);
    }

    String name() {
        return policy.destination().name();
    }

    DestinationPolicy policy() {
        return policy;
    }

    void changePolicy(DestinationPolicy policy, Instant now) {
        this.policy = policy;
        configured = true;
        limits.changePolicy(policy.destination().concurrency(), policy.gate(), now);
    }

    /** Nobody configures it any more: what waits is held for a later policy, and this one judges what is under way. */
    void losePolicy() {
        configured = false;
    }

    boolean isConfigured() {
        return configured;
    }

    Limits limits() {
        return limits;
    }

    Denials denials() {
        return denials;
    }

    Optional<Lane> find(BreakerName name) {
        for (Lane lane : lanes) {
            if (lane.name().equals(name)) {
                return Optional.of(lane);
            }
        }
        return Optional.empty();
    }

    void add(Lane lane) {
        lanes = Stream.concat(lanes.stream(), Stream.of(lane)).toList();
    }

    List<Lane> lanes() {
        return lanes;
    }

    void drop(Lane lane) {
        lanes = lanes.stream().filter(other -> other != lane).toList();
    }
}
