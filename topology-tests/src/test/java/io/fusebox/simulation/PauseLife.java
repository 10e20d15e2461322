package io.fusebox.simulation;

import io.fusebox.call.Outcome;
import io.fusebox.call.RetryAfter;
import java.time.Duration;
import java.time.Instant;

/** Until when a destination wants to be left alone, as its answers tell it. */
final class PauseLife extends Remembered {
    private Instant until = Instant.MIN;
    private Instant kept = Instant.MIN;

    /** @param most that its policy allows */
    void hear(Outcome outcome, Duration most, Instant now) {
        if (outcome instanceof Outcome.Answered(var response)) {
            RetryAfter.of(response, now)
                    .map(wait -> wait.compareTo(most) < 0 ? wait : most)
                    .map(now::plus)
                    .ifPresent(
                            end -> until = end.isAfter(until) ? end : until);
        }
    }

    /** An operator says that it is over. */
    void resume() {
        until = Instant.MIN;
    }

    /** The clock is about to step: what was over by the old one need not begin anew. */
    void observe(Instant now) {
        until = now.isBefore(until) ? until : Instant.MIN;
        kept = now.isBefore(kept) ? kept : Instant.MIN;
    }

    Instant until() {
        return until;
    }

    @Override
    void keep() {
        kept = until;
    }

    @Override
    void revert() {
        until = kept;
    }
}
