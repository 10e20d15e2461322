package io.fusebox.simulation;

import io.fusebox.breaker.BreakerState.Kind;
import io.fusebox.breaker.StateChange;
import java.util.Optional;

/** A breaker, as its events tell it. */
final class BreakerLife extends Remembered {
    private Optional<StateChange> latest = Optional.empty();
    private Optional<StateChange> kept = Optional.empty();

    void changed(StateChange change) {
        latest = Optional.of(change);
    }

    /** It is no more; one of the same name begins anew. */
    void retired() {
        latest = Optional.empty();
    }

    long sequence() {
        return latest.map(StateChange::sequence).orElse(0L);
    }

    /** Empty where there was no event yet: then it is as it was made. */
    Optional<Kind> state() {
        return latest.map(StateChange::to);
    }

    boolean is(Kind kind) {
        return state().filter(kind::equals).isPresent();
    }

    /** Of the state; a breaker begins with generation 1, and each change is the next. */
    long generation() {
        return sequence() + 1;
    }

    @Override
    void keep() {
        kept = latest;
    }

    @Override
    void revert() {
        latest = kept;
    }
}
