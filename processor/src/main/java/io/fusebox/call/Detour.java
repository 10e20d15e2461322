package io.fusebox.call;

import java.time.Instant;
import java.util.Optional;

/**
 * A call has left its destination to ask a backup in its place.
 *
 * @param backup whom it asks; empty: none any more, it is on its way home
 * @param step of its destination's chain of fallbacks, by place from 0, that is next at home
 * @param why its destination gives no answer itself
 * @param exhausted whether its attempts are used up; else its destination was closed to it
 * @param atMostOnce whether its destination allows it to be sent once only, wherever that is
 * @param spent whether it may not be sent any more
 * @param deferred whether it has been told that it waits
 * @param breakerState of its own breaker, when it left
 * @param expiresAt when its time is over, as its destination reckons
 * @param attemptsMade before it left
 * @param attemptsCounted likewise
 */
public record Detour(
        Optional<String> backup,
        int step,
        Problem why,
        boolean exhausted,
        boolean atMostOnce,
        boolean spent,
        boolean deferred,
        String breakerState,
        Instant expiresAt,
        int attemptsMade,
        int attemptsCounted) {

    public Detour home() {
        return new Detour(Optional.empty(), step, why, exhausted, atMostOnce, spent, deferred, breakerState, expiresAt,
                attemptsMade, attemptsCounted);
    }

    /**
     * The backup was sent the call, and nobody may be sent it again.
     *
     * @param outcome what came of it
     */
    public Detour homeSpent(Problem outcome) {
        return new Detour(Optional.empty(), step, outcome, true, atMostOnce, true, deferred, breakerState, expiresAt,
                attemptsMade, attemptsCounted);
    }
}
