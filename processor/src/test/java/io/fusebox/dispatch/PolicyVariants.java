package io.fusebox.dispatch;

import io.fusebox.breaker.BreakerPolicy;
import java.util.Map;

/** Policies with one thing changed. */
final class PolicyVariants {
    private PolicyVariants() {}

    static DestinationPolicy withoutBreaker(DestinationPolicy policy) {
        return inMode(policy, BreakerPolicy.Mode.DISABLED);
    }

    static DestinationPolicy inMode(DestinationPolicy policy, BreakerPolicy.Mode mode) {
        var guard = new DestinationPolicy.Guard(policy.guard().policy().toBuilder().mode(mode).build(), Map.of());
        return policy.toBuilder().guard(guard).build();
    }

    static DestinationPolicy withFallback(DestinationPolicy policy, FallbackStep... chain) {
        return policy.toBuilder().fallback(FallbackPolicy.of(FallbackChain.of(chain))).build();
    }

    static DestinationPolicy withOperation(DestinationPolicy policy, String operation) {
        return policy.toBuilder()
                .operations(Map.of(operation, new DestinationPolicy.Operation(CallMatch.NONE, policy.guard())))
                .build();
    }

    static DestinationPolicy atMostOnce(DestinationPolicy policy) {
        return policy.toBuilder().idempotent(false).build();
    }
}
