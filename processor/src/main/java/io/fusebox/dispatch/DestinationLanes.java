package io.fusebox.dispatch;

import io.fusebox.call.BreakerName;
import io.fusebox.call.Pause;
import io.fusebox.gate.Limits;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A destination's lanes, which share its limits. */
final class DestinationLanes {
    /** Small, for most have one. */
    private final Map<BreakerName, Lane> lanes = new LinkedHashMap<>(2);
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
        return Optional.ofNullable(lanes.get(name));
    }

    Lane lane(BreakerName name, Function<BreakerName, Lane> open) {
        return lanes.computeIfAbsent(name, open);
    }

    Collection<Lane> lanes() {
        return lanes.values();
    }

    void drop(Lane lane) {
        lanes.remove(lane.name());
    }
}
