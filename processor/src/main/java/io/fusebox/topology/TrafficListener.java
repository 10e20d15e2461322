package io.fusebox.topology;

import io.fusebox.breaker.BreakerStatus;
import io.fusebox.breaker.StateChange;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Outcome;
import io.fusebox.call.ResultSource;
import io.fusebox.call.ResultStatus;
import java.time.Duration;

/**
 * Hears of what goes by in one task, for the meters.
 *
 * <p>Threading notes: called from the task's stream thread, on its hot path: must not wait.
 */
public interface TrafficListener extends AutoCloseable {
    /**
     * A call that had waited for a time starts.
     *
     * @param lateness dispatched minus due
     */
    void onRetryStarted(Duration lateness);

    void onAttempt(BreakerName breaker, Outcome outcome, Duration duration);

    void onStateChange(StateChange change);

    /** How a breaker stands: first when it is taken over, then about once a second while it changes. */
    void onStatus(BreakerStatus status);

    void onBreakerGone(BreakerName breaker);

    void onResult(String destination, ResultStatus status);

    /** A result that somebody or something else than the destination gave. */
    void onFallback(String destination, ResultSource source);

    /** A call came a second time, and was dropped. */
    void onDuplicate(String destination);

    /** @param reason one word of a fixed set */
    void onDeadLetter(String reason);

    void onRerouted();

    /** Attempts under way that the task has started. */
    void onInFlight(int inFlight);

    /** The task has been told to start nothing more, and no attempt of its own is under way. Told more than once. */
    void onDrained();

    /** The task ends here: what it owned is owned elsewhere. */
    @Override
    void close();
}
