package io.fusebox.bench.breakers;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import java.util.Locale;

/** Whose breaker. */
public enum Library {
    FUSEBOX {
        @Override
        GuardedCall breaker(Window window) {
            return new FuseboxCall(window);
        }

        /** A breaker has one owner: the thread that owns its destination. */
        @Override
        boolean isShareable() {
            return false;
        }
    },
    RESILIENCE4J {
        @Override
        GuardedCall breaker(Window window) {
            return new Resilience4jCall(window, SlidingWindowSynchronizationStrategy.SYNCHRONIZED);
        }
    },
    /** The same with its other window, which many threads may share without waiting for each other. */
    RESILIENCE4J_LOCK_FREE {
        @Override
        GuardedCall breaker(Window window) {
            return new Resilience4jCall(window, SlidingWindowSynchronizationStrategy.LOCK_FREE);
        }
    },
    FAILSAFE {
        @Override
        GuardedCall breaker(Window window) {
            return new FailsafeCall(window);
        }
    };

    abstract GuardedCall breaker(Window window);

    /** Whether several threads may use one breaker. */
    boolean isShareable() {
        return true;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
