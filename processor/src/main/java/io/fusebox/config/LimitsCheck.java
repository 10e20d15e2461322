package io.fusebox.config;

import io.fusebox.breaker.BreakerPolicy;
import io.fusebox.dispatch.CallMatch;
import io.fusebox.dispatch.DestinationPolicy;
import io.fusebox.dispatch.DestinationPolicy.Operation;
import io.fusebox.gate.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What each key allows for itself, but not all of them together: then something is waited for that can never come. */
final class LimitsCheck {
    private final Settings own;

    /** @param own the destination's section */
    LimitsCheck(Settings own) {
        this.own = own;
    }

    void check(DestinationPolicy policy) {
        policy.gate().rate().ifPresent(rate -> {
            checkProbes(policy.guard().policy(), rate);
            checkWindow(policy.guard().policy(), rate);
        });
        checkOperations(policy.operations());
    }

    /** A half-open breaker opens again when its wait is over, whatever its probes have said. */
    private void checkProbes(BreakerPolicy breaker, Rate rate) {
        int needed = breaker.halfOpen().successesToClose();
        breaker.halfOpen()
                .maxWait()
                .filter(wait -> within(rate, wait) < needed)
                .ifPresent(wait -> own.section("breaker")
                        .problem(BreakerKnobs.MAX_WAIT.key(),
                                "within %s the rate lets %d probes start, and %s is %d; raise it, or the rate"
                                        .formatted(Durations.write(wait), within(rate, wait),
                                                BreakerKnobs.SUCCESSES_TO_CLOSE.key(), needed)));
    }

    /** Only where it is said here: what a preset wants suits most rates, but not all. */
    private void checkWindow(BreakerPolicy breaker, Rate rate) {
        Settings section = own.section("breaker");
        String key = BreakerKnobs.MINIMUM_CALLS.key();
        Duration window = breaker.windowDuration();
        boolean looksAtRates = breaker.failureRateThreshold().isPresent()
                || breaker.slowCallRateThreshold().isPresent();
        if (section.isWritten(key) && looksAtRates && window.isPositive()
                && within(rate, window) < breaker.minimumCalls()) {
            section.problem(key,
                    "%d calls are never in the window of %s, in which the rate lets %d start; lower it, or raise window.duration"
                            .formatted(breaker.minimumCalls(), Durations.write(window), within(rate, window)));
        }
    }

    /** At most. */
    private static long within(Rate rate, Duration time) {
        return rate.burst() + time.toMillis() * rate.permits() / rate.period().toMillis();
    }

    private void checkOperations(Map<String, Operation> operations) {
        List<Map.Entry<String, Operation>> earlier = new ArrayList<>();
        for (Map.Entry<String, Operation> operation : operations.entrySet()) {
            CallMatch match = operation.getValue().match();
            earlier.stream()
                    .filter(it -> it.getValue().match().coversAllOf(match))
                    .findFirst()
                    .ifPresent(it -> own.section("operations")
                            .section(Keys.quoted(operation.getKey()))
                            .problem("match", "finds no call, for %s stands before it and takes them all; put it first"
                                    .formatted(it.getKey())));
            earlier.add(operation);
        }
    }
}
