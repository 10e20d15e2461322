package io.fusebox.replay;

import io.fusebox.breaker.BreakerPolicy;
import io.fusebox.breaker.BreakerPolicyBuilder;
import io.fusebox.breaker.BreakerPreset;
import io.fusebox.call.BreakerName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Attempts at one destination, one every second. */
final class History {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    static final BreakerName PAYMENTS = BreakerName.of("payments");

    private final List<RecordedAttempt> attempts = new ArrayList<>();
    private Duration duration = Duration.ofMillis(100);
    private Instant now = START;

    /** Opens after so many failures in a row, for ten seconds; one probe closes it or opens it again. */
    static BreakerPolicyBuilder opensAfter(int failures) {
        return BreakerPreset.CLASSIC.policy()
                .toBuilder()
                .openIntervalJitter(0)
                .failureThreshold(failures, Duration.ZERO)
                .failureRateThresholdOff()
                .openInterval(Duration.ofSeconds(10))
                .halfOpen(1, 1, 1)
                .rampUpOff();
    }

    History taking(Duration time) {
        duration = time;
        return this;
    }

    History succeeding(int seconds) {
        return answering(200, seconds);
    }

    History failing(int seconds) {
        return answering(503, seconds);
    }

    private History answering(int status, int seconds) {
        for (int i = 0; i < seconds; i++) {
            attempts.add(new RecordedAttempt(PAYMENTS, now, duration, RecordedAttempt.answered(status), false));
            now = now.plusSeconds(1);
        }
        return this;
    }

    History silent(int seconds) {
        now = now.plusSeconds(seconds);
        return this;
    }

    List<RecordedAttempt> attempts() {
        return List.copyOf(attempts);
    }

    Period period() {
        return new Period(START, now);
    }

    Simulation under(BreakerPolicy policy) {
        SimulatedBreaker breaker = new SimulatedBreaker(PAYMENTS, policy, period());
        attempts.forEach(breaker::take);
        return breaker.end();
    }

    static Instant second(int second) {
        return START.plusSeconds(second);
    }
}
