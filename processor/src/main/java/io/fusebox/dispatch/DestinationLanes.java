package io.fusebox.dispatch;

import io.fusebox.call.BreakerName;
import io.fusebox.gate.ConcurrencyLimit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A destination's lanes, which share its concurrency limit. */
final class DestinationLanes {
    /** Small, for most have one. */
    private final Map<BreakerName, Lane> lanes = new LinkedHashMap<>(2);
    private final ConcurrencyLimit concurrency;
    private DestinationPolicy policy;

    DestinationLanes(DestinationPolicy policy) {
        this.policy = policy;
        this.concurrency = new ConcurrencyLimit(policy.destination().concurrency());
    }

    String name() {
        return policy.destination().name();
    }

    DestinationPolicy policy() {
        return policy;
    }

    void changePolicy(DestinationPolicy policy) {
        this.policy = policy;
        concurrency.changeTo(policy.destination().concurrency());
    }

    ConcurrencyLimit concurrency() {
        return concurrency;
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
