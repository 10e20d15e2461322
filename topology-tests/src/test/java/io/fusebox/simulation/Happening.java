package io.fusebox.simulation;

import io.fusebox.call.BreakerName;
import io.fusebox.call.Call;
import io.fusebox.call.Command;
import java.util.Optional;

/** What a scenario has happen in its world, at a time of its own: milliseconds from the world's beginning. */
sealed interface Happening {
    long at();

    /** An application produces a call. */
    record CallSubmitted(long at, Call call) implements Happening {}

    /** ... and produces it again, as it does not know whether it has; only to destinations that look for duplicates. */
    record CallSentAgain(long at, Call call) implements Happening {}

    /**
     * The partition's owner dies, without a word.
     *
     * @param afterDecisions it takes so many more before it does
     * @param absence until somebody else takes over
     */
    record OwnerKilled(long at, int partition, int afterDecisions, long absence) implements Happening {}

    /**
     * Somebody else takes the partition over; its owner does not know it yet.
     *
     * @param blindness for how long it does not
     */
    record OwnerReplaced(long at, int partition, long blindness, long absence) implements Happening {}

    /** @param patience the owner leaves after this, also with attempts under way */
    record OwnerStopped(long at, int partition, long patience, long absence) implements Happening {}

    /** All clocks step: forward, or back. */
    record ClockStepped(long at, long by) implements Happening {}

    /** @param change which one of the policies that can be drawn for the destination holds from now on */
    record PolicyChanged(long at, String destination, int change) implements Happening {}

    record DestinationRemoved(long at, String destination) implements Happening {}

    /**
     * An operator forces or resets a breaker, and releases it later.
     *
     * @param operation of the destination; empty: its own breaker
     * @param releasedAfter milliseconds
     */
    record OperatorActed(
            long at,
            String destination,
            Optional<String> operation,
            Command.Action action,
            long releasedAfter) implements Happening {
        BreakerName breaker() {
            return new BreakerName(destination, operation);
        }
    }

    /**
     * An operator asks something of a destination, and has it resumed later.
     *
     * @param resumedAfter milliseconds
     */
    record DestinationOrdered(long at, String destination, Command.Task task, long resumedAfter) implements Happening {}

    record MoodChanged(long at, String destination, Mood mood) implements Happening {}
}
