package io.fusebox.breaker;

import io.fusebox.breaker.BreakerPolicy.HalfOpenPolicy;
import io.fusebox.breaker.BreakerPolicy.Mode;
import io.fusebox.call.OutcomeList;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** A policy under change. Units, ranges and meaning of each knob stand at {@link BreakerPolicy}; {@link #build} checks them. */
public final class BreakerPolicyBuilder {
    private OptionalInt failureThreshold;
    private Duration failureThresholdSpan;
    private OptionalDouble failureRateThreshold;
    private Optional<Duration> slowCallThreshold;
    private OptionalDouble slowCallRateThreshold;
    private int windowSize;
    private Duration windowDuration;
    private int minimumCalls;
    private Duration timeout;
    private Duration openInterval;
    private double openIntervalMultiplier;
    private Duration openIntervalMax;
    private double openIntervalJitter;
    private HalfOpenPolicy halfOpen;
    private Optional<Duration> rampUp;
    private Mode mode;
    private OutcomeList failures;
    private OutcomeList ignored;

    BreakerPolicyBuilder(BreakerPolicy policy) {
        failureThreshold = policy.failureThreshold();
        failureThresholdSpan = policy.failureThresholdSpan();
        failureRateThreshold = policy.failureRateThreshold();
        slowCallThreshold = policy.slowCallThreshold();
        slowCallRateThreshold = policy.slowCallRateThreshold();
        windowSize = policy.windowSize();
        windowDuration = policy.windowDuration();
        minimumCalls = policy.minimumCalls();
        timeout = policy.timeout();
        openInterval = policy.openInterval();
        openIntervalMultiplier = policy.openIntervalMultiplier();
        openIntervalMax = policy.openIntervalMax();
        openIntervalJitter = policy.openIntervalJitter();
        halfOpen = policy.halfOpen();
        rampUp = policy.rampUp();
        mode = policy.mode();
        failures = policy.failures();
        ignored = policy.ignored();
    }

    /** @param span which the failures must span at least; zero: no matter how fast they come */
    public BreakerPolicyBuilder failureThreshold(int count, Duration span) {
        failureThreshold = OptionalInt.of(count);
        failureThresholdSpan = span;
        return this;
    }

    public BreakerPolicyBuilder failureThresholdOff() {
        failureThreshold = OptionalInt.empty();
        return this;
    }

    public BreakerPolicyBuilder failureRateThreshold(double rate) {
        failureRateThreshold = OptionalDouble.of(rate);
        return this;
    }

    public BreakerPolicyBuilder failureRateThresholdOff() {
        failureRateThreshold = OptionalDouble.empty();
        return this;
    }

    public BreakerPolicyBuilder slowCalls(Duration threshold, double rate) {
        slowCallThreshold = Optional.of(threshold);
        slowCallRateThreshold = OptionalDouble.of(rate);
        return this;
    }

    public BreakerPolicyBuilder slowCallsOff() {
        slowCallThreshold = Optional.empty();
        slowCallRateThreshold = OptionalDouble.empty();
        return this;
    }

    public BreakerPolicyBuilder window(int size, Duration duration) {
        windowSize = size;
        windowDuration = duration;
        return this;
    }

    public BreakerPolicyBuilder minimumCalls(int count) {
        minimumCalls = count;
        return this;
    }

    public BreakerPolicyBuilder timeout(Duration ofOneAttempt) {
        timeout = ofOneAttempt;
        return this;
    }

    public BreakerPolicyBuilder openInterval(Duration first) {
        openInterval = first;
        return this;
    }

    public BreakerPolicyBuilder openIntervalGrowth(double multiplier, Duration max) {
        openIntervalMultiplier = multiplier;
        openIntervalMax = max;
        return this;
    }

    public BreakerPolicyBuilder openIntervalJitter(double share) {
        openIntervalJitter = share;
        return this;
    }

    public BreakerPolicyBuilder halfOpen(int maxConcurrent, int successesToClose, int failuresToOpen) {
        halfOpen = new HalfOpenPolicy(maxConcurrent, successesToClose, failuresToOpen, halfOpen.maxWait());
        return this;
    }

    public BreakerPolicyBuilder halfOpenMaxWait(Duration maxWait) {
        halfOpen = new HalfOpenPolicy(halfOpen.maxConcurrent(), halfOpen.successesToClose(), halfOpen.failuresToOpen(),
                Optional.of(maxWait));
        return this;
    }

    public BreakerPolicyBuilder rampUp(Duration span) {
        rampUp = Optional.of(span);
        return this;
    }

    public BreakerPolicyBuilder rampUpOff() {
        rampUp = Optional.empty();
        return this;
    }

    public BreakerPolicyBuilder mode(Mode value) {
        mode = value;
        return this;
    }

    public BreakerPolicyBuilder failures(OutcomeList outcomes) {
        failures = outcomes;
        return this;
    }

    public BreakerPolicyBuilder ignored(OutcomeList outcomes) {
        ignored = outcomes;
        return this;
    }

    /** @throws IllegalArgumentException naming the knob, its value and what is expected */
    public BreakerPolicy build() {
        return new BreakerPolicy(failureThreshold, failureThresholdSpan, failureRateThreshold, slowCallThreshold,
                slowCallRateThreshold, windowSize, windowDuration, minimumCalls, timeout, openInterval,
                openIntervalMultiplier, openIntervalMax, openIntervalJitter, halfOpen, rampUp, mode, failures, ignored);
    }
}
