package io.fusebox.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What an operator, or a processor that takes over, asks of the owner of a destination. */
public sealed interface Command {
    /** When it was given. */
    Instant at();

    /** Whose owner it is for; empty where it is for the owner of a partition. */
    default Optional<String> owned() {
        return switch (this) {
            case Operate operate -> Optional.of(operate.breaker().destination());
            case Manage manage -> Optional.of(manage.destination());
            case Claim _,Confirm _ -> Optional.empty();
        };
    }

    /**
     * A processor takes over a partition, and starts nothing before it has read back this very claim.
     *
     * @param nonce tells it from all other claims
     */
    record Claim(int partition, String nonce, Instant at) implements Command {}

    /**
     * A processor asks whether what it has written is committed: if so, it reads this back.
     *
     * @param nonce tells it from all others
     */
    record Confirm(int partition, String nonce, Instant at) implements Command {}

    /**
     * An operator turns a breaker by hand.
     *
     * @param operator who gave it
     */
    record Operate(Action action, BreakerName breaker, Operator operator, Instant at) implements Command {}

    /**
     * An operator asks something of a destination.
     *
     * @param operator who gave it
     */
    record Manage(Task task, String destination, Operator operator, Instant at) implements Command {}

    /** What can be asked of a destination. */
    sealed interface Task {
        /** Leave it alone: for a time, or until {@link Resume}. */
        record Suspend(Optional<Duration> length) implements Task {}

        /** Call it again, whoever had it paused. */
        record Resume() implements Task {}

        /**
         * Parked calls that wait for a time are due now; breaker, rate and places still say when each starts.
         *
         * @param operation whose breaker they wait for; empty: any
         * @param scheduled also those that name the time themselves
         */
        record DrainNow(Optional<String> operation, boolean scheduled) implements Task {}

        /** Parked calls end as {@code CANCELLED}. */
        record Cancel(ParkedFilter which) implements Task {}

        /**
         * Its policy is about to be taken away.
         *
         * @param cancelParked whether its parked calls end as {@code CANCELLED}; otherwise they are held for a later policy
         */
        record Delete(boolean cancelParked) implements Task {}
    }

    enum Action {
        /** Close it, and forget its window. */
        RESET,
        /** Hold it open until released. */
        FORCE_OPEN,
        /** Hold it closed until released. */
        FORCE_CLOSED,
        /** Back to automatic. */
        RELEASE
    }
}
