package io.fusebox.dispatch;

import io.fusebox.call.Destination;
import io.fusebox.dispatch.DestinationPolicy.Guard;
import io.fusebox.dispatch.DestinationPolicy.Operation;
import io.fusebox.gate.GatePolicy;
import io.fusebox.retry.RetryPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A policy under change. Units, ranges and meaning of its parts stand at {@link DestinationPolicy}. */
public final class DestinationPolicyBuilder {
    private Destination destination;
    private Guard guard;
    private Map<String, Operation> operations = Map.of();
    private boolean idempotent = true;
    private int queue = DestinationPolicy.DEFAULT_QUEUE;
    private GatePolicy gate = GatePolicy.STANDARD;
    private RetryPolicy retry = RetryPolicy.STANDARD;
    private FallbackPolicy fallback = FallbackPolicy.QUEUE;
    private Duration breakerIdle = DestinationPolicy.DEFAULT_BREAKER_IDLE;
    private Optional<Duration> deduplicate = Optional.empty();

    DestinationPolicyBuilder(Destination destination, Guard guard) {
        this.destination = destination;
        this.guard = guard;
    }

    DestinationPolicyBuilder(DestinationPolicy policy) {
        destination = policy.destination();
        guard = policy.guard();
        operations = policy.operations();
        idempotent = policy.idempotent();
        queue = policy.queue();
        gate = policy.gate();
        retry = policy.retry();
        fallback = policy.fallback();
        breakerIdle = policy.breakerIdle();
        deduplicate = policy.deduplicate();
    }

    public DestinationPolicyBuilder destination(Destination destination) {
        this.destination = destination;
        return this;
    }

    public DestinationPolicyBuilder guard(Guard guard) {
        this.guard = guard;
        return this;
    }

    public DestinationPolicyBuilder operations(Map<String, Operation> operations) {
        this.operations = operations;
        return this;
    }

    public DestinationPolicyBuilder idempotent(boolean idempotent) {
        this.idempotent = idempotent;
        return this;
    }

    public DestinationPolicyBuilder queue(int queue) {
        this.queue = queue;
        return this;
    }

    public DestinationPolicyBuilder gate(GatePolicy gate) {
        this.gate = gate;
        return this;
    }

    public DestinationPolicyBuilder retry(RetryPolicy retry) {
        this.retry = retry;
        return this;
    }

    public DestinationPolicyBuilder fallback(FallbackPolicy fallback) {
        this.fallback = fallback;
        return this;
    }

    public DestinationPolicyBuilder breakerIdle(Duration breakerIdle) {
        this.breakerIdle = breakerIdle;
        return this;
    }

    /** @param window empty: no id is looked at */
    public DestinationPolicyBuilder deduplicate(Optional<Duration> window) {
        this.deduplicate = window;
        return this;
    }

    public DestinationPolicy build() {
        return new DestinationPolicy(destination, guard, operations, idempotent, queue, gate, retry, fallback,
                breakerIdle, deduplicate);
    }
}
