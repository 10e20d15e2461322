package io.fusebox.gate;

import io.fusebox.call.Pause;
import java.time.Instant;
import java.util.Optional;

/** What all breakers of a destination share: the places for its attempts, the rate at which they start, and its pause. */
public final class Limits {
    private final ConcurrencyLimit concurrency;
    private Optional<RateLimiter> rate;
    private Optional<Pause> pause;

    /**
     * @param places attempts under way at once, at most; at least 1
     * @param pause that an earlier owner remembered
     */
    public Limits(int places, GatePolicy policy, Optional<Pause> pause, Instant now) {
        this.concurrency = new ConcurrencyLimit(places, policy.leastConcurrency());
        this.rate = policy.rate().map(its -> new RateLimiter(its, now));
        this.pause = pause;
    }

    /** What is under way, and a pause that was asked for, stay. */
    public void changePolicy(int places, GatePolicy policy, Instant now) {
        concurrency.changeTo(places, policy.leastConcurrency());
        rate = policy.rate().map(its -> {
            RateLimiter limiter = rate.orElseGet(() -> new RateLimiter(its, now));
            limiter.changeTo(its, now);
            return limiter;
        });
    }

    /**
     * From now on the destination is left alone. Whoever asked for more before is not undercut.
     *
     * @return whether that changes anything
     */
    public boolean leaveAlone(Pause asked) {
        if (pause.filter(known -> !known.until().isBefore(asked.until())).isPresent()) {
            return false;
        }
        pause = Optional.of(asked);
        return true;
    }

    /** An operator ends a pause, whoever had asked for it. */
    public void resume() {
        pause = Optional.empty();
    }

    /** @return whether there was a pause that is over now */
    public boolean endPause(Instant now) {
        boolean over = pause.isPresent() && pause(now).isEmpty();
        if (over) {
            pause = Optional.empty();
        }
        return over;
    }

    /** Empty where it may be called. */
    public Optional<Pause> pause(Instant now) {
        return pause.filter(its -> its.until().isAfter(now));
    }

    public ConcurrencyLimit concurrency() {
        return concurrency;
    }

    boolean isReached(Instant now) {
        return concurrency.isReached() || (rate.isPresent() && rate.get().isReached(now));
    }

    /** When time alone lets one more start; empty where that is now, or never. */
    public Optional<Instant> nextChange(Instant now) {
        return pause(now).map(Pause::until).or(() -> rate.map(its -> its.next(now))).filter(now::isBefore);
    }

    void enter(Instant now) {
        concurrency.enter();
        rate.ifPresent(its -> its.take(now));
    }
}
