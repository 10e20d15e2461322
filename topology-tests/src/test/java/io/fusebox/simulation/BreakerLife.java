package io.fusebox.simulation;

import io.fusebox.breaker.BreakerState.Kind;
import io.fusebox.breaker.StateChange;
import io.fusebox.call.Command;
import io.fusebox.call.Operator;
import java.util.Optional;

/** A breaker, as its events tell it. */
final class BreakerLife extends Remembered {
    private static final Known NOTHING = new Known(Optional.empty(), 1);

    private Known now = NOTHING;
    private Known kept = NOTHING;

    private record Known(Optional<StateChange> latest, long generation) {}

    void changed(StateChange change) {
        boolean begins = change.isChange() || isReset(change);
        now = new Known(Optional.of(change), now.generation() + (begins ? 1 : 0));
    }

    /** Also of a closed breaker: calls under way have no say after it. */
    private static boolean isReset(StateChange change) {
        return change.operator().flatMap(Operator::reason).filter(Command.Action.RESET.name()::equals).isPresent();
    }

    /** It is no more; one of the same name begins anew. */
    void retired() {
        now = NOTHING;
    }

    long sequence() {
        return now.latest().map(StateChange::sequence).orElse(0L);
    }

    /** Empty where there was no event yet: then it is as it was made. */
    Optional<Kind> state() {
        return now.latest().map(StateChange::to);
    }

    boolean is(Kind kind) {
        return state().filter(kind::equals).isPresent();
    }

    /** Of the state; a breaker begins with generation 1. */
    long generation() {
        return now.generation();
    }

    @Override
    void keep() {
        kept = now;
    }

    @Override
    void revert() {
        now = kept;
    }
}
