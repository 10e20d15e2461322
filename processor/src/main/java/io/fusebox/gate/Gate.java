package io.fusebox.gate;

import io.fusebox.breaker.Admission;
import io.fusebox.breaker.Breaker;
import io.fusebox.breaker.Permit;
import io.fusebox.breaker.Verdict;
import io.fusebox.call.Outcome;
import java.time.Duration;
import java.time.Instant;

/**
 * The one way to a destination's attempts: each has a permit of its breaker and a place under the destination's limit, and gives
 * both back.
 */
public final class Gate {
    private final Breaker breaker;
    private final ConcurrencyLimit destination;
    private int inFlight;

    public Gate(Breaker breaker, ConcurrencyLimit destination) {
        this.breaker = breaker;
        this.destination = destination;
    }

    /** What {@link #enter} would say; takes nothing. */
    public Passage look(Instant now) {
        if (!breaker.wouldAdmit(now)) {
            return Passage.CLOSED;
        }
        boolean ramping = inFlight >= breaker.concurrencyLimit(destination.limit(), now);
        return ramping || destination.isReached() ? Passage.BUSY : Passage.OPEN;
    }

    /**
     * Takes a permit and a place.
     *
     * @throws IllegalStateException unless {@link #look} has just said {@link Passage#OPEN}
     */
    public Permit enter(Instant now) {
        return switch (breaker.tryAcquire(now)) {
            case Admission.Admitted(Permit permit) -> {
                takePlace();
                yield permit;
            }
            case Admission.Refused _ ->
                throw new IllegalStateException(breaker.name() + " refused what it had let pass");
        };
    }

    /** Takes the place of an attempt that an earlier owner had started; limits are exceeded rather than forgotten. */
    public Permit adopt(long generation, boolean probe, Instant leaseUntil) {
        takePlace();
        return breaker.adopt(generation, probe, leaseUntil);
    }

    /** Gives permit and place back, and tells the breaker how the attempt ended. */
    public Verdict leave(Permit permit, Outcome outcome, Duration duration, Instant now) {
        givePlaceBack();
        return breaker.record(permit, outcome, duration, now);
    }

    /** As {@link #leave}, where nobody knows how the attempt ended. */
    public void abandon(Permit permit, Instant now) {
        givePlaceBack();
        breaker.release(permit, now);
    }

    public int inFlight() {
        return inFlight;
    }

    private void takePlace() {
        inFlight++;
        destination.enter();
    }

    private void givePlaceBack() {
        inFlight--;
        destination.leave();
    }
}
