package io.fusebox.dispatch;

import io.fusebox.breaker.Breaker;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Delivery;
import io.fusebox.gate.Gate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/** One breaker, and the calls that wait for it: the older in the parking, the newer in memory. */
final class Lane {
    /** Statuses are published, and windows saved, no more often than this. */
    private static final Duration STATUS_INTERVAL = Duration.ofSeconds(1);

    /** A call in the ledger that waits in memory. */
    record Waiting(int slot, Delivery delivery) {}

    private final BreakerName name;
    private final DestinationLanes destination;
    private final Breaker breaker;
    private final Gate gate;
    private final ParkedQueue parked;
    /** Small, for in most nothing ever waits. */
    private final Deque<Waiting> queue = new ArrayDeque<>(1);
    private Optional<Instant> wakeUp = Optional.empty();
    private final Instant usedBefore;
    private Instant lastUsed;
    private final Consumer<Lane> onTouch;
    private Instant lastShown = Instant.EPOCH;
    private boolean touched;
    private boolean changed;

    /**
     * @param onTouch is told when there is something to show that was not there before
     * @param lastUsed long ago, where nobody ever has
     */
    Lane(DestinationLanes destination, Breaker breaker, ParkedQueue parked, Consumer<Lane> onTouch, Instant lastUsed) {
        this.name = breaker.name();
        this.destination = destination;
        this.breaker = breaker;
        this.gate = new Gate(breaker, destination.limits());
        this.parked = parked;
        this.onTouch = onTouch;
        this.usedBefore = lastUsed;
        this.lastUsed = lastUsed;
    }

    BreakerName name() {
        return name;
    }

    DestinationLanes destination() {
        return destination;
    }

    Breaker breaker() {
        return breaker;
    }

    /** The breaker's state, by its label. */
    String state() {
        return breaker.state().label();
    }

    Gate gate() {
        return gate;
    }

    ParkedQueue parked() {
        return parked;
    }

    Deque<Waiting> queue() {
        return queue;
    }

    boolean hasDueParked(Instant now) {
        return parked.nextDue().filter(due -> !due.isAfter(now)).isPresent();
    }

    /** Since when the call that is next has had a right to start; empty where none has. */
    Optional<Instant> nextSince(Instant now) {
        Optional<Instant> due = parked.nextDue().filter(at -> !at.isAfter(now));
        Waiting newest = queue.peek();
        if (newest == null) {
            return due;
        }
        Instant arrived = newest.delivery().ageFrom();
        return Optional.of(due.filter(at -> !at.isAfter(arrived)).orElse(arrived));
    }

    /** Whether the next call comes from the parking: it is older there, or the breaker probes and can choose. */
    boolean nextIsParked(Instant now) {
        if (!hasDueParked(now)) {
            return false;
        }
        Waiting newest = queue.peek();
        return newest == null || breaker.isProbing()
                || parked.firstDue().due().compareTo(newest.delivery().ageFrom()) <= 0;
    }

    /** When time alone will change something here. */
    Optional<Instant> nextChange(Instant now) {
        Optional<Instant> ofCalls = nextSince(now).isPresent() ? destination.limits().nextChange(now)
                : parked.nextDue();
        return earlier(breaker.nextWakeUp(), ofCalls);
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return one.filter(at -> other.filter(at::isAfter).isEmpty()).or(() -> other);
    }

    Optional<Instant> wakeUp() {
        return wakeUp;
    }

    void wakeUp(Optional<Instant> at) {
        wakeUp = at;
    }

    /** Something of what a status shows has changed. */
    void touch(Instant now) {
        lastUsed = now;
        if (!touched) {
            touched = true;
            onTouch.accept(this);
        }
    }

    /** Its breaker's state has changed. */
    void changed(Instant now) {
        touch(now);
        changed = true;
    }

    /** Whether there is something that has not been shown yet. */
    boolean isTouched() {
        return touched;
    }

    /** Whether a change of state has not been shown yet. */
    boolean hasChanged() {
        return changed;
    }

    /** Whether there is something new to show, and the last time was long enough ago (or the clock has stepped back). */
    boolean isDueForShowing(Instant now) {
        return touched && Duration.between(lastShown, now).abs().compareTo(STATUS_INTERVAL) >= 0;
    }

    void shown(Instant now) {
        touched = false;
        changed = false;
        lastShown = now;
    }

    Instant lastUsed() {
        return lastUsed;
    }

    /** Whether it has been, since it was opened. */
    boolean hasBeenUsed() {
        return !lastUsed.equals(usedBefore);
    }

    /** Nothing under way, nothing waiting. */
    boolean isIdle() {
        return queue.isEmpty() && parked.isEmpty() && gate.inFlight() == 0;
    }

    /** Idle, and time changes nothing: no breaker that is to probe, no pause, no rate that is used up. */
    boolean isAtRest(Instant now) {
        return isIdle() && breaker.nextWakeUp().isEmpty() && !breaker.state().isOpen()
                && destination.limits().nextChange(now).isEmpty();
    }
}
