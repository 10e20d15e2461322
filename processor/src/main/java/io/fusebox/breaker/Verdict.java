package io.fusebox.breaker;

import io.fusebox.call.FailureKind;
import io.fusebox.call.Outcome;
import io.fusebox.call.Response;
import io.fusebox.call.RetryAfter;

/** What an outcome says about its destination. */
public enum Verdict {
    SUCCESS,
    FAILURE,
    /** Neither: it says something about the call, or about this side. */
    IGNORED;

    private static final int TOO_MANY_REQUESTS = 429;

    /**
     * The lists first, {@code ignored} before {@code failures}; of what is in neither, 2xx is a success and all else is ignored.
     * A 429 with {@code Retry-After} (RFC 6585, section 4) is ignored whatever the lists say: it pauses the destination instead.
     */
    static Verdict of(Outcome outcome, BreakerPolicy policy) {
        if (policy.ignored().contains(outcome) || isPause(outcome)) {
            return IGNORED;
        }
        if (policy.failures().contains(outcome)) {
            return FAILURE;
        }
        return outcome instanceof Outcome.Answered(Response response) && response.status() / 100 == 2 ? SUCCESS
                : IGNORED;
    }

    private static boolean isPause(Outcome outcome) {
        return outcome instanceof Outcome.Answered(Response response) && response.status() == TOO_MANY_REQUESTS
                && RetryAfter.isIn(response);
    }

    /** Whether its duration tells how fast the destination is: an answer does, and a timeout; a refused connection does not. */
    static boolean isTimed(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered _ -> true;
            case Outcome.Failed(FailureKind kind, var _, var _) -> kind == FailureKind.TIMEOUT;
        };
    }
}
