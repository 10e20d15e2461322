package io.fusebox.dispatch;

import io.fusebox.call.Attempt;
import io.fusebox.call.Delivery;
import io.fusebox.call.Outcome;
import io.fusebox.call.Response;
import io.fusebox.gate.PauseRules;
import java.time.Instant;
import java.util.Optional;

/**
 * Answers of a destination that say that it does not want any of our calls: a run of 401 and 403, which is what an expired token looks
 * like, or whatever else its rules name.
 *
 * <p>A call that is denied waits, for the fault may be all calls' and not its own. It is its own where others were accepted since it was
 * denied the last time. A new owner begins a new run.
 */
final class Denials {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int PROXY_UNAUTHORIZED = 407;
    private static final int TOO_MANY = 429;

    private int run;
    private Instant acceptedAt = Instant.MIN;

    /**
     * The call is to wait.
     *
     * @param pause why the destination is to be left alone from now on
     */
    record Denial(Optional<String> pause) {}

    /** @param before the call as it was before the attempt */
    Optional<Denial> hear(PauseRules rules, Outcome outcome, Delivery before, Instant now) {
        if (!(outcome instanceof Outcome.Answered(Response answer))) {
            return Optional.empty();
        }
        if (rules.statuses().contains(outcome)) {
            return Optional.of(new Denial(Optional.of("HTTP %d (pause-on)".formatted(answer.status()))));
        }
        if (isDenial(answer.status())) {
            return rules.unauthorizedRun().flatMap(most -> denied(most, answer.status(), before));
        }
        if (isAcceptance(answer.status())) {
            forget();
            acceptedAt = now;
        }
        return Optional.empty();
    }

    private Optional<Denial> denied(int most, int status, Delivery before) {
        run++;
        if (run >= most) {
            return Optional.of(new Denial(
                    Optional.of(
                            "%d answers 401 or 403 in a row, the last: HTTP %d (pause-on)".formatted(run, status))));
        }
        return isAtFault(before) ? Optional.empty() : Optional.of(new Denial(Optional.empty()));
    }

    private boolean isAtFault(Delivery before) {
        if (before.history().isEmpty()) {
            return false;
        }
        Attempt last = before.history().getLast();
        return last.httpStatus().isPresent() && isDenial(last.httpStatus().getAsInt())
                && last.startedAt().isBefore(acceptedAt);
    }

    /** An operator has resumed the destination, or it has accepted a call: what comes is another run. */
    void forget() {
        run = 0;
    }

    private static boolean isDenial(int status) {
        return status == UNAUTHORIZED || status == FORBIDDEN;
    }

    /** Whether the answer shows that it has looked at more than who is calling. */
    private static boolean isAcceptance(int status) {
        return status < 500 && status != PROXY_UNAUTHORIZED && status != TOO_MANY;
    }
}
