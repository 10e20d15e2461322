package io.fusebox.call;

import java.time.Instant;
import java.util.Optional;

/** What an operator, or a processor that takes over, asks of the owner of a destination. */
public sealed interface Command {
    /** When it was given. */
    Instant at();

    /** Whose owner it is for; empty where it is for the owner of a partition. */
    default Optional<String> destination() {
        return this instanceof Operate operate ? Optional.of(operate.breaker().destination()) : Optional.empty();
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
