package io.fusebox.dispatch;

import io.fusebox.breaker.BreakerPolicy;
import io.fusebox.dispatch.DestinationPolicy.Fallback;
import java.util.Map;
import java.util.Set;

/** Policies with one thing changed. */
final class PolicyVariants {
    private PolicyVariants() {}

    static DestinationPolicy withoutBreaker(DestinationPolicy policy) {
        return inMode(policy, BreakerPolicy.Mode.DISABLED);
    }

    static DestinationPolicy inMode(DestinationPolicy policy, BreakerPolicy.Mode mode) {
        var guard = new DestinationPolicy.Guard(policy.guard().policy().toBuilder().mode(mode).build(), Map.of());
        return new DestinationPolicy(policy.destination(), guard, policy.operations(), policy.idempotent(),
                policy.queue(), policy.retry(), policy.fallback());
    }

    static DestinationPolicy withFallback(DestinationPolicy policy, Fallback fallback) {
        return new DestinationPolicy(policy.destination(), policy.guard(), policy.operations(), policy.idempotent(),
                policy.queue(), policy.retry(), fallback);
    }

    static DestinationPolicy withOperation(DestinationPolicy policy, String operation) {
        return new DestinationPolicy(policy.destination(), policy.guard(),
                Map.of(operation, new DestinationPolicy.Operation(Set.of(), policy.guard())), policy.idempotent(),
                policy.queue(), policy.retry(), policy.fallback());
    }

    static DestinationPolicy atMostOnce(DestinationPolicy policy) {
        return new DestinationPolicy(policy.destination(), policy.guard(), policy.operations(), false, policy.queue(),
                policy.retry(), policy.fallback());
    }
}
