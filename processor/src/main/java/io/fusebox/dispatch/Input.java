package io.fusebox.dispatch;

import io.fusebox.call.AttemptId;
import io.fusebox.call.Command;
import io.fusebox.call.Delivery;
import io.fusebox.call.Outcome;
import io.fusebox.call.Parked;
import java.time.Duration;
import java.util.OptionalInt;

/** What can happen to a dispatcher. */
public sealed interface Input {

    /** A call came in on its destination's partition: new, or rerouted. */
    record Arrived(Delivery delivery) implements Input {}

    /**
     * A parked call was read from the retry topic.
     *
     * @param sequence its offset there
     * @param slot the row that kept its place meanwhile
     */
    record ReadBack(Parked parked, long sequence, OptionalInt slot) implements Input {}

    /** All that was decided up to an {@link Effect.Confirm} is committed. */
    record Confirmed(AttemptId attempt) implements Input {}

    /** An attempt is over. */
    record Completed(AttemptId attempt, Outcome outcome, Duration duration) implements Input {}

    /** Nothing but time. */
    record TimePassed() implements Input {}

    /** From now on these hold. */
    record PoliciesChanged(Policies policies) implements Input {}

    /** An operator turns a breaker by hand. */
    record Operated(Command.Operate command) implements Input {}

    /** An operator asks something of a destination. */
    record Managed(Command.Manage command) implements Input {}

    /** The program is about to end: what is in flight finishes, nothing starts. */
    record StopStarting() implements Input {}
}
