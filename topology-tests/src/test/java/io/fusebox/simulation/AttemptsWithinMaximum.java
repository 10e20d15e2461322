package io.fusebox.simulation;

import io.fusebox.call.Attempt;
import io.fusebox.call.Delivery;
import io.fusebox.call.Result;
import io.fusebox.call.ResultStatus;
import java.time.Instant;

/** No call has more attempts than it may; probes that failed are not counted, and all others are; a backup counts its own. */
final class AttemptsWithinMaximum implements Invariant {
    @Override
    public void departed(Owner owner, AttemptLife attempt, Instant now) {
        int most = Math.min(PolicyShape.MOST_ATTEMPTS, attempt.call.call.maxAttempts().orElse(Integer.MAX_VALUE));
        if (attempt.delivery.attemptsCounted() >= most) {
            throw violation("%s starts after %d attempts, at most %d", attempt, attempt.delivery.attemptsCounted(),
                    most);
        }
    }

    @Override
    public void answered(Owner owner, CallLife call, Result result, Instant now) {
        Delivery delivery = result.delivery();
        int mayBeFree = delivery.attemptsMade() - delivery.history().size();
        for (Attempt attempt : delivery.history()) {
            mayBeFree += attempt.probe() && !attempt.outcome().equals("200") ? 1 : 0;
        }
        if (call.travels() == 0 && delivery.attemptsCounted() < delivery.attemptsMade() - mayBeFree) {
            throw violation("%s counts %d of %d attempts, and only %d were failed probes", call,
                    delivery.attemptsCounted(), delivery.attemptsMade(), mayBeFree);
        }
        int most = owner.policy(call.call.destination()).retry().maxAttempts(call.call);
        // Who comes back from a backup was exhausted before it left, as the policy was then.
        boolean mayBeSentAgain = call.travels() == 0 && owner.policy(call.call.destination()).idempotent();
        if (result.status() == ResultStatus.EXHAUSTED && mayBeSentAgain && delivery.attemptsCounted() < most) {
            throw violation("%s is exhausted after %d attempts of %d", call, delivery.attemptsCounted(), most);
        }
    }
}
