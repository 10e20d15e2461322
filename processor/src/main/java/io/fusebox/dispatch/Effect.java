package io.fusebox.dispatch;

import io.fusebox.breaker.BreakerStatus;
import io.fusebox.breaker.StateChange;
import io.fusebox.call.AttemptId;
import io.fusebox.call.BreakerName;
import io.fusebox.call.DeadLetter;
import io.fusebox.call.Delivery;
import io.fusebox.call.Destination;
import io.fusebox.call.Outcome;
import io.fusebox.call.Parked;
import io.fusebox.call.Result;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** What a dispatcher wants done. */
public sealed interface Effect {

    /** @param lateness dispatched minus due, of a call that had waited for a time */
    record StartAttempt(
            AttemptId id,
            Delivery delivery,
            Destination destination,
            URI target,
            Duration timeout,
            Optional<Duration> lateness) implements Effect {}

    /**
     * An attempt is about to start that must not be made twice: tell when its ledger row is known to be committed, with
     * {@link Input.Confirmed}.
     */
    record Confirm(AttemptId id) implements Effect {}

    /** Tell the application. */
    record Answer(Result result) implements Effect {}

    /** For the meters and the log: a call came a second time, and nothing is done about it. */
    record DropDuplicate(String destination, String id) implements Effect {}

    /** Keep for people to look at. */
    record Bury(DeadLetter letter) implements Effect {}

    /** Write to the retry topic; the slot travels along, and comes back with {@link Input.ReadBack}. */
    record Park(Parked parked, int slot) implements Effect {}

    /** Write to the retry topic, for whoever serves the call next: it is kept there, and nowhere else. */
    record Travel(Parked parked) implements Effect {}

    /** Publish a breaker's change of state. */
    record Announce(StateChange change) implements Effect {}

    /** Publish how a breaker stands. */
    record ShowStatus(BreakerStatus status) implements Effect {}

    /** The breaker is no more: take its status away. */
    record Retire(BreakerName breaker) implements Effect {}

    /** For the meters: an attempt ended. */
    record TimeAttempt(BreakerName breaker, Outcome outcome, Duration duration) implements Effect {}
}
