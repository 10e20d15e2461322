package io.fusebox.specs.world;

import io.fusebox.breaker.BreakerStatus;
import io.fusebox.breaker.StateChange;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Outcome;
import io.fusebox.call.ResultSource;
import io.fusebox.call.ResultStatus;
import io.fusebox.topology.TrafficListener;
import java.time.Duration;

/** Meters are tested where they are. */
final class SilentTraffic implements TrafficListener {
    @Override
    public void onRetryStarted(Duration lateness) {}

    @Override
    public void onAttempt(BreakerName breaker, Outcome outcome, Duration duration) {}

    @Override
    public void onStateChange(StateChange change) {}

    @Override
    public void onStatus(BreakerStatus status) {}

    @Override
    public void onBreakerGone(BreakerName breaker) {}

    @Override
    public void onResult(String destination, ResultStatus status) {}

    @Override
    public void onFallback(String destination, ResultSource source) {}

    @Override
    public void onDuplicate(String destination) {}

    @Override
    public void onDeadLetter(String reason) {}

    @Override
    public void onRerouted() {}

    @Override
    public void onInFlight(int inFlight) {}

    @Override
    public void onDrained() {}

    @Override
    public void close() {}
}
