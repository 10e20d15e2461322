package io.fusebox.simulation;

import io.fusebox.breaker.StateChange;
import io.fusebox.call.BreakerName;
import io.fusebox.dispatch.Input;
import java.time.Instant;
import java.util.Optional;

/**
 * A breaker does not change its state by the outcome of an attempt that an earlier state had let through, that another owner had started
 * or that was over before.
 */
final class EarlierOutcomesHaveNoVote implements Invariant {
    private boolean completing;
    private Optional<BreakerName> voter = Optional.empty();

    @Override
    public void deciding(Owner owner, Input input, Instant now) {
        completing = input instanceof Input.Completed;
        voter = input instanceof Input.Completed(var id, var _, var _)
                ? owner.attempt(id)
                        .filter(its -> its.row.generation() == owner.partition().breaker(its.breaker()).generation())
                        .map(AttemptLife::breaker)
                : Optional.empty();
    }

    @Override
    public void announced(Owner owner, BreakerLife breaker, StateChange change, Instant now) {
        boolean byVote = switch (change.cause()) {
            case CONSECUTIVE_FAILURES, FAILURE_RATE, SLOW_CALL_RATE, PROBES_SUCCEEDED, PROBE_FAILED -> true;
            case OPEN_INTERVAL_ELAPSED, PROBE_TIMEOUT, OPERATOR, POLICY_CHANGED -> false;
        };
        if (byVote && completing && voter.filter(change.breaker()::equals).isEmpty()) {
            throw violation("breaker %s becomes %s (%s) by the outcome of an attempt that has no vote",
                    change.breaker(), change.to(), change.cause());
        }
    }
}
