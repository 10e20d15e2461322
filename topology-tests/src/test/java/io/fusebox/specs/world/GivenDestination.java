package io.fusebox.specs.world;

import io.fusebox.breaker.BreakerPolicy;
import io.fusebox.breaker.BreakerPolicyBuilder;
import io.fusebox.breaker.BreakerPreset;
import io.fusebox.breaker.PolicyValue;
import io.fusebox.call.Destination;
import io.fusebox.call.FailureKind;
import io.fusebox.dispatch.CallMatch;
import io.fusebox.dispatch.DestinationPolicy;
import io.fusebox.dispatch.DestinationPolicy.Guard;
import io.fusebox.dispatch.FallbackChain;
import io.fusebox.dispatch.FallbackPolicy;
import io.fusebox.dispatch.FallbackPolicy.CacheLimits;
import io.fusebox.dispatch.FallbackStep;
import io.fusebox.gate.GatePolicy;
import io.fusebox.gate.PauseRules;
import io.fusebox.gate.Rate;
import io.fusebox.retry.RetryPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What is configured for a destination, and how it behaves; without a word, {@code classic}, and it answers 200 at once. */
public final class GivenDestination {
    private final String name;
    private final FakeDestination behaviour;
    private final Map<String, DestinationPolicy.Operation> operations = new LinkedHashMap<>();
    private BreakerPolicy breaker = BreakerPreset.CLASSIC.policy().toBuilder().openIntervalJitter(0).build();
    private RetryPolicy retry = RetryPolicy.STANDARD;
    private FallbackPolicy fallback = FallbackPolicy.QUEUE;
    private GatePolicy gate = GatePolicy.STANDARD;
    private int concurrency = 64;
    private int queue = 1000;
    private Duration breakerIdle = DestinationPolicy.DEFAULT_BREAKER_IDLE;
    private Optional<Duration> deduplicate = Optional.empty();
    private boolean idempotent = true;
    private boolean credentials;

    GivenDestination(String name, FakeDestination behaviour) {
        this.name = name;
        this.behaviour = behaviour;
    }

    public GivenDestination answering(int status) {
        behaviour.takes(Duration.ZERO);
        behaviour.alwaysAnswers(FakeDestination.answer(status));
        return this;
    }

    /** HTTP 503, until told otherwise. */
    public GivenDestination failing() {
        return answering(503);
    }

    public GivenDestination failing(FailureKind kind) {
        behaviour.alwaysAnswers(FakeDestination.failure(kind));
        return this;
    }

    /** Before it answers as it always does. */
    public GivenDestination answeringFirst(int... statuses) {
        for (int status : statuses) {
            behaviour.firstAnswers(FakeDestination.answer(status));
        }
        return this;
    }

    /** Before it answers as it always does. */
    public GivenDestination askingFirstToBeLeftAloneFor(Duration wait) {
        behaviour.firstAnswers(FakeDestination.retryAfter(429, wait));
        return this;
    }

    /** It says nothing: its calls end at their timeout, or when a spec ends them. */
    public GivenDestination hanging() {
        behaviour.hangs();
        return this;
    }

    public GivenDestination taking(Duration time) {
        behaviour.takes(time);
        return this;
    }

    public GivenDestination withBreaker(UnaryOperator<BreakerPolicyBuilder> change) {
        breaker = change.apply(breaker.toBuilder()).build();
        return this;
    }

    public GivenDestination withoutBreaker() {
        return withBreaker(policy -> policy.mode(BreakerPolicy.Mode.DISABLED));
    }

    /** A breaker of its own, like the destination's, for calls that name it or have one of the methods. */
    public GivenDestination withOperation(String operation, String... methods) {
        return withOperation(operation, CallMatch.ofMethods(Set.of(methods)));
    }

    /** Likewise for calls that match. */
    public GivenDestination withOperation(String operation, CallMatch match) {
        operations.put(operation, new DestinationPolicy.Operation(match, guard()));
        return this;
    }

    public GivenDestination withConcurrency(int limit) {
        concurrency = limit;
        return this;
    }

    /** Between these; it takes as many as the destination seems to bear. */
    public GivenDestination withConcurrency(int least, int most) {
        gate = gate.withLeastConcurrency(least);
        return withConcurrency(most);
    }

    public GivenDestination withRate(int permits, Duration period) {
        gate = gate.withRate(Optional.of(Rate.of(permits, period)));
        return this;
    }

    public GivenDestination withRetryAfterMax(Duration longest) {
        gate = gate.withRetryAfterMax(longest);
        return this;
    }

    public GivenDestination withPauseOn(PauseRules rules) {
        gate = gate.withPauseOn(rules);
        return this;
    }

    public GivenDestination withQueue(int calls) {
        queue = calls;
        return this;
    }

    public GivenDestination withMaxAttempts(int attempts) {
        return withRetries(attempts, retry.maxAge());
    }

    public GivenDestination withMaxAge(Duration age) {
        return withRetries(retry.maxAttempts(), age);
    }

    private GivenDestination withRetries(int attempts, Duration age) {
        retry = new RetryPolicy(retry.initial(), retry.max(), attempts, attempts, age, retry.scheduleMax(), retry.on(),
                retry.never());
        return this;
    }

    public GivenDestination deduplicatingFor(Duration window) {
        deduplicate = Optional.of(window);
        return this;
    }

    public GivenDestination withBreakerIdle(Duration idle) {
        breakerIdle = idle;
        return this;
    }

    public GivenDestination withFallbackFail() {
        return withFallback(new FallbackStep.Fail());
    }

    public GivenDestination withFallback(FallbackStep... chain) {
        fallback = new FallbackPolicy(FallbackChain.of(chain), fallback.operations(), fallback.cache());
        return this;
    }

    /** Of one of its operations, instead of the destination's. */
    public GivenDestination withFallbackOf(String operation, FallbackStep... chain) {
        fallback = new FallbackPolicy(fallback.chain(), Map.of(operation, FallbackChain.of(chain)), fallback.cache());
        return this;
    }

    public GivenDestination withCache(Duration maxAge, int entries) {
        fallback = new FallbackPolicy(fallback.chain(), fallback.operations(),
                new CacheLimits(maxAge, entries, CacheLimits.STANDARD.bodyLimit()));
        return this;
    }

    /** Its calls are never sent twice. */
    public GivenDestination thatIsNotIdempotent() {
        idempotent = false;
        return this;
    }

    public GivenDestination acceptingCredentials() {
        credentials = true;
        return this;
    }

    DestinationPolicy policy() {
        Destination destination = new Destination(name, URI.create("https://" + name + ".example"), concurrency,
                Map.of(), credentials, 0, true, 65_536);
        return DestinationPolicy.of(destination, guard())
                .operations(new LinkedHashMap<>(operations))
                .idempotent(idempotent)
                .queue(queue)
                .gate(gate)
                .retry(retry)
                .fallback(fallback)
                .breakerIdle(breakerIdle)
                .deduplicate(deduplicate)
                .build();
    }

    private Guard guard() {
        return new Guard(breaker, Map.of("timeout", new PolicyValue(breaker.timeout().toString(), "spec")));
    }
}
