package io.fusebox.gate;

/** The attempts that may be in flight at a destination at once, over all its breakers (a bulkhead). */
public final class ConcurrencyLimit {
    private int limit;
    private int inFlight;

    /** @param limit at least 1 */
    public ConcurrencyLimit(int limit) {
        changeTo(limit);
    }

    /** A lower limit ends nothing: what is in flight beyond it runs out. */
    public void changeTo(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a concurrency limit of " + limit + " lets nothing through; at least 1");
        }
        this.limit = limit;
    }

    public int limit() {
        return limit;
    }

    public int inFlight() {
        return inFlight;
    }

    boolean isReached() {
        return inFlight >= limit;
    }

    void enter() {
        inFlight++;
    }

    void leave() {
        if (inFlight == 0) {
            throw new IllegalStateException("a place was given back that nobody had taken");
        }
        inFlight--;
    }
}
