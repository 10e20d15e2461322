package io.fusebox.simulation;

import io.fusebox.call.Result;
import io.fusebox.call.ResultStatus;
import java.time.Instant;

/**
 * A destination that is not idempotent sees each call at most once, whatever crashes, and of its own calls nobody else does so too; and
 * only there may it stay unknown what became of a call.
 */
final class SentAtMostOnce implements Invariant {
    @Override
    public void sent(Owner owner, AttemptLife attempt) {
        CallLife call = attempt.call;
        String here = attempt.breaker().destination();
        boolean twiceHere = !owner.policy(here).idempotent() && call.seenBy(here) > 1;
        if (twiceHere || (!owner.policy(call.call.destination()).idempotent() && call.seen() > 1)) {
            throw violation("%s goes out, and was seen %d times", attempt, call.seen());
        }
    }

    @Override
    public void answered(Owner owner, CallLife call, Result result, Instant now) {
        if (result.status() == ResultStatus.UNKNOWN && owner.policy(call.call.destination()).idempotent()) {
            throw violation("%s is %s, but could have been sent again", call, result.status());
        }
    }
}
