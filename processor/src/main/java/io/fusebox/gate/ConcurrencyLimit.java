package io.fusebox.gate;

import java.time.Duration;
import java.util.Optional;

/** The attempts that may be in flight at a destination at once, over all its breakers (a bulkhead). */
public final class ConcurrencyLimit {
    private int most;
    /** Finds the limit, where that is not fixed. */
    private Optional<AdaptiveLimit> adaptive = Optional.empty();
    private int inFlight;

    ConcurrencyLimit(int most, Optional<Integer> least) {
        changeTo(most, least);
    }

    /**
     * A lower limit ends nothing: what is in flight beyond it runs out.
     *
     * @param most at least 1
     * @param least where the limit is adapted: up to {@code most}
     */
    void changeTo(int most, Optional<Integer> least) {
        if (most < 1) {
            throw new IllegalArgumentException("a concurrency limit of " + most + " lets nothing through; at least 1");
        }
        this.most = most;
        adaptive = least.map(few -> {
            AdaptiveLimit limit = adaptive.orElseGet(() -> new AdaptiveLimit(few, most));
            limit.changeTo(few, most);
            return limit;
        });
    }

    /** How many there may be now. */
    public int limit() {
        return adaptive.isPresent() ? adaptive.get().limit() : most;
    }

    public int inFlight() {
        return inFlight;
    }

    boolean isReached() {
        return inFlight >= limit();
    }

    void enter() {
        inFlight++;
        if (adaptive.isPresent()) {
            adaptive.get().started(inFlight);
        }
    }

    void leave() {
        if (inFlight == 0) {
            throw new IllegalStateException("a place was given back that nobody had taken");
        }
        inFlight--;
    }

    /**
     * How an attempt that has left ended.
     *
     * @param well whether the destination answered, and not that it is in trouble
     */
    void learn(boolean well, Duration latency) {
        if (adaptive.isPresent()) {
            adaptive.get().ended(well, latency, inFlight);
        }
    }
}
