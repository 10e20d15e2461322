package io.fusebox.retry;

import io.fusebox.call.Delivery;
import io.fusebox.call.Outcome;
import io.fusebox.call.Response;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** What becomes of a call after an attempt. */
public sealed interface RetryVerdict {

    /** The destination did what was asked. */
    record Succeeded(Response response) implements RetryVerdict {}

    /** It may pass: again, not before {@code due}. */
    record Again(Instant due) implements RetryVerdict {}

    /** Retrying cannot help. */
    record Permanent() implements RetryVerdict {}

    /** It may pass, but all attempts are used up. */
    record Exhausted() implements RetryVerdict {}

    /** The call was sent, nobody knows what became of it, and it may not be sent twice. */
    record Unknown() implements RetryVerdict {}

    /**
     * Judges an attempt. Time limits are not looked at here: a call whose time runs out while it waits expires where it waits.
     *
     * @param delivery with the attempt already in its history
     * @param atMostOnce whether a call that was sent may not be sent again
     */
    static RetryVerdict of(RetryPolicy policy, Delivery delivery, boolean atMostOnce, Outcome outcome, Instant now,
            RandomGenerator random) {
        boolean spent = atMostOnce && outcome.wasSent();
        if (spent && outcome instanceof Outcome.Failed) {
            return new Unknown();
        }
        if (policy.mayPass(outcome)) {
            return spent || delivery.attemptsCounted() >= policy.maxAttempts(delivery.call()) ? new Exhausted()
                    : again(policy, delivery, now, random);
        }
        return outcome instanceof Outcome.Answered(Response response) && response.status() / 100 == 2
                ? new Succeeded(response)
                : new Permanent();
    }

    /** Whatever the attempt came to, the call is made once more. */
    static Again again(RetryPolicy policy, Delivery delivery, Instant now, RandomGenerator random) {
        return new Again(now.plus(Backoff.fullJitter(policy, delivery.attemptsHere(), random)));
    }
}
