package io.fusebox.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.Admission.Admitted;
import io.fusebox.breaker.BreakerState.Kind;
import io.fusebox.call.BreakerName;
import io.fusebox.call.FailureKind;
import io.fusebox.call.Outcome;
import io.fusebox.call.Payload;
import io.fusebox.call.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A breaker on the bench, with a clock that is moved by hand. */
final class Bench {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    static final Duration QUICK = Duration.ofMillis(100);
    static final Outcome OK = answered(200);
    static final Outcome ERROR = answered(500);
    static final Outcome NOT_FOUND = answered(404);
    static final Outcome TIMEOUT = failed(FailureKind.TIMEOUT);

    final List<StateChange> changes = new ArrayList<>();
    final Random random = new Random(7);
    Instant now = START;
    Breaker breaker;

    private Bench(BreakerPolicy policy) {
        breaker = new Breaker(BreakerName.of("payments"), policy, random, changes::add, now);
    }

    static Bench with(BreakerPolicy policy) {
        return new Bench(policy);
    }

    /** {@code classic} without jitter, so that times can be told exactly. */
    static BreakerPolicyBuilder classic() {
        return BreakerPreset.CLASSIC.policy().toBuilder().openIntervalJitter(0);
    }

    /** {@code standard} without jitter. */
    static BreakerPolicyBuilder standard() {
        return BreakerPreset.STANDARD.policy().toBuilder().openIntervalJitter(0);
    }

    /** Opens at the second failure in a row for ten seconds; nothing else opens it. */
    static BreakerPolicyBuilder simple() {
        return classic().failureThreshold(2, Duration.ZERO)
                .failureRateThresholdOff()
                .openInterval(Duration.ofSeconds(10));
    }

    static Outcome answered(int status) {
        return answered(status, Map.of());
    }

    static Outcome answered(int status, Map<String, String> headers) {
        return new Outcome.Answered(new Response(status, headers, Payload.EMPTY, false));
    }

    static Outcome failed(FailureKind kind) {
        return new Outcome.Failed(kind, "for a test", true);
    }

    Bench after(Duration time) {
        now = now.plus(time);
        breaker.observe(now);
        return this;
    }

    Bench afterSeconds(long seconds) {
        return after(Duration.ofSeconds(seconds));
    }

    Bench setClockBack(Duration by) {
        now = now.minus(by);
        breaker.observe(now);
        return this;
    }

    Permit admit() {
        if (breaker.tryAcquire(now) instanceof Admitted(Permit permit)) {
            return permit;
        }
        throw new AssertionError("refused while " + breaker.state());
    }

    Bench call(Outcome outcome, Duration duration) {
        breaker.record(admit(), outcome, duration, now);
        return this;
    }

    Bench succeed(int times) {
        return repeat(OK, times);
    }

    Bench fail(int times) {
        return repeat(ERROR, times);
    }

    Bench ignore(int times) {
        return repeat(NOT_FOUND, times);
    }

    private Bench repeat(Outcome outcome, int times) {
        for (int i = 0; i < times; i++) {
            call(outcome, QUICK);
        }
        return this;
    }

    Bench report(Permit permit, Outcome outcome) {
        breaker.record(permit, outcome, QUICK, now);
        return this;
    }

    /** Fails until it opens. */
    Bench opened() {
        for (int i = 0; i < 100 && breaker.state().kind() == Kind.CLOSED; i++) {
            fail(1);
        }
        return is(Kind.OPEN);
    }

    Bench halfOpen() {
        return opened().waited().is(Kind.HALF_OPEN);
    }

    /** Waits until time brings something. */
    Bench waited() {
        return after(Duration.between(now, breaker.nextWakeUp().orElseThrow()));
    }

    Bench is(Kind kind) {
        assertThat(breaker.state().kind()).isEqualTo(kind);
        return this;
    }

    boolean admits() {
        return breaker.wouldAdmit(now);
    }

    WindowCounts window() {
        return breaker.metrics(now).window();
    }

    Totals totals() {
        return breaker.metrics(now).totals();
    }

    StateChange lastChange() {
        return changes.getLast();
    }

    Duration openFor() {
        return Duration.between(now, breaker.openUntil().orElseThrow());
    }

    /** The owner stops, and another takes over from what was kept. */
    Bench restarted(BreakerPolicy policy) {
        breaker = Breaker.restore(breaker.snapshot(now), policy, random, changes::add, now);
        return this;
    }

    Bench restarted() {
        return restarted(breaker.policy());
    }
}
