package io.fusebox.bench.breakers;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Without its decorators: permission, then the outcome, with a duration that was measured elsewhere. By time it reads its own clock. */
final class Resilience4jCall implements GuardedCall {
    private static final IOException FAILURE = new IOException("refused");
    private static final long TOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final CircuitBreaker breaker;

    Resilience4jCall(Window window, SlidingWindowSynchronizationStrategy strategy) {
        CircuitBreakerConfig.Builder config = CircuitBreakerConfig.custom()
                .failureRateThreshold(Window.FAILURE_PERCENT);
        breaker = CircuitBreaker.of("payments", switch (window) {
            case COUNT -> config
                    .slidingWindow(Window.CALLS, Window.MINIMUM_CALLS, SlidingWindowType.COUNT_BASED, strategy)
                    .build();
            case TIME -> config.slidingWindow((int) Window.SPAN.toSeconds(), Window.MINIMUM_CALLS,
                    SlidingWindowType.TIME_BASED, strategy).build();
        });
    }

    @Override
    public boolean admitAndRecord(boolean fails) {
        if (!breaker.tryAcquirePermission()) {
            return false;
        }
        if (fails) {
            breaker.onError(TOOK_NANOS, TimeUnit.NANOSECONDS, FAILURE);
        } else {
            breaker.onSuccess(TOOK_NANOS, TimeUnit.NANOSECONDS);
        }
        return true;
    }
}
