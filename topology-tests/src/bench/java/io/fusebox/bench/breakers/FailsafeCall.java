package io.fusebox.bench.breakers;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerBuilder;

/** Standalone, as its documentation calls it: permit, then the outcome. By time it reads its own clock. */
final class FailsafeCall implements GuardedCall {
    private final CircuitBreaker<Object> breaker;

    FailsafeCall(Window window) {
        CircuitBreakerBuilder<Object> builder = CircuitBreaker.builder();
        breaker = switch (window) {
            case COUNT -> builder
                    .withFailureThreshold(Window.CALLS * Window.FAILURE_PERCENT / 100, Window.CALLS)
                    .build();
            case TIME -> builder
                    .withFailureRateThreshold(Window.FAILURE_PERCENT, Window.MINIMUM_CALLS, Window.SPAN)
                    .build();
        };
    }

    @Override
    public boolean admitAndRecord(boolean fails) {
        if (!breaker.tryAcquirePermit()) {
            return false;
        }
        if (fails) {
            breaker.recordFailure();
        } else {
            breaker.recordSuccess();
        }
        return true;
    }
}
