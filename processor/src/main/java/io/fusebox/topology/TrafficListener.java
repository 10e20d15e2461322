package io.fusebox.topology;

import io.fusebox.breaker.BreakerStatus;
import io.fusebox.breaker.StateChange;
import io.fusebox.breaker.Verdict;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Outcome;
import io.fusebox.call.ResultStatus;
import java.time.Duration;

/**
 * Hears of what goes by, for the meters.
 *
 * <p>Threading notes: called from stream threads, on their hot path: must not wait.
 */
public interface TrafficListener {
    /**
     * A call that had waited for a time starts.
     *
     * @param lateness dispatched minus due
     */
    void onRetryStarted(Duration lateness);

    void onAttempt(BreakerName breaker, Outcome outcome, Verdict verdict, Duration duration);

    void onRejection(BreakerName breaker);

    void onStateChange(StateChange change);

    void onStatus(BreakerStatus status);

    /** The breaker is gone, or another pod's. */
    void onBreakerLost(BreakerName breaker);

    void onResult(String destination, ResultStatus status);

    /** @param reason bounded: a result's status, or why a record was not taken on */
    void onDeadLetter(String reason);

    void onRerouted();

    /** Attempts under way that the task has started. */
    void onInFlight(int partition, int inFlight);
}
