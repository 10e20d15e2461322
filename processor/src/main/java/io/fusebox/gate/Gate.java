package io.fusebox.gate;

import io.fusebox.breaker.Admission;
import io.fusebox.breaker.Breaker;
import io.fusebox.breaker.Permit;
import io.fusebox.breaker.Verdict;
import io.fusebox.call.Outcome;
import io.fusebox.call.Response;
import io.fusebox.call.RetryAfter;
import java.time.Duration;
import java.time.Instant;

/**
 * The one way to a destination's attempts: each has a permit of its breaker and a place within the destination's limits, and gives
 * both back.
 */
public final class Gate {
    private final Breaker breaker;
    private final Limits destination;
    private int inFlight;

    public Gate(Breaker breaker, Limits destination) {
        this.breaker = breaker;
        this.destination = destination;
    }

    /** What {@link #enter} would say; takes nothing. */
    public Passage look(Instant now) {
        if (!breaker.wouldAdmit(now)) {
            return Passage.CLOSED;
        }
        if (destination.pause(now).isPresent()) {
            return Passage.PAUSED;
        }
        boolean ramping = inFlight >= breaker.concurrencyLimit(destination.concurrency().limit(), now);
        return ramping || destination.isReached(now) ? Passage.BUSY : Passage.OPEN;
    }

    /**
     * Takes a permit and a place.
     *
     * @throws IllegalStateException unless {@link #look} has just said {@link Passage#OPEN}
     */
    public Permit enter(Instant now) {
        return switch (breaker.tryAcquire(now)) {
            case Admission.Admitted(Permit permit) -> {
                inFlight++;
                destination.enter(now);
                yield permit;
            }
            case Admission.Refused _ ->
                throw new IllegalStateException(breaker.name() + " refused what it had let pass");
        };
    }

    /** Takes the place of an attempt that an earlier owner had started; limits are exceeded rather than forgotten. */
    public Permit adopt(long generation, boolean probe, Instant leaseUntil) {
        inFlight++;
        destination.concurrency().enter();
        return breaker.adopt(generation, probe, leaseUntil);
    }

    /** Whether an attempt that has entered, and has not begun, still may. */
    public boolean honours(Permit permit, Instant now) {
        return breaker.honours(permit) && destination.pause(now).isEmpty();
    }

    /** Gives permit and place back, and tells the breaker how the attempt ended. */
    public Verdict leave(Permit permit, Outcome outcome, Duration duration, Instant now) {
        givePlaceBack();
        Verdict verdict = breaker.record(permit, outcome, duration, now);
        if (verdict == Verdict.FAILURE) {
            destination.concurrency().learn(false, duration);
        } else if (outcome instanceof Outcome.Answered(Response response)) {
            destination.concurrency().learn(!RetryAfter.isIn(response), duration);
        }
        return verdict;
    }

    /** As {@link #leave}, where nobody knows how the attempt ended. */
    public void abandon(Permit permit, Instant now) {
        givePlaceBack();
        breaker.release(permit, now);
    }

    public int inFlight() {
        return inFlight;
    }

    private void givePlaceBack() {
        inFlight--;
        destination.concurrency().leave();
    }
}
