package io.fusebox.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fusebox.call.OutcomeList;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class BreakerPolicyTest {
    private final BreakerPolicyBuilder policy = BreakerPreset.CLASSIC.policy().toBuilder();

    @Test
    void failureThresholdIsAtLeastOne() {
        refuses(policy.failureThreshold(0, Duration.ZERO), "failure-threshold is 0: expected at least 1");
    }

    @Test
    void failureThresholdSpanIsNotNegative() {
        refuses(policy.failureThreshold(5, Duration.ofSeconds(-1)),
                "failure-threshold-span is -1s: expected 0s to 365d");
    }

    @Test
    void failureRateThresholdIsAShareAboveZero() {
        refuses(policy.failureRateThreshold(0), "failure-rate-threshold is 0.0: expected above 0, up to 1");
        refuses(policy.failureRateThreshold(1.01), "failure-rate-threshold is 1.01: expected above 0, up to 1");
        refuses(policy.failureRateThreshold(Double.NaN), "failure-rate-threshold is NaN: expected above 0, up to 1");
        accepts(policy.failureRateThreshold(1));
    }

    @Test
    void slowCallThresholdIsPositive() {
        refuses(policy.slowCalls(Duration.ZERO, 0.5), "slow-call-threshold is 0s: expected 1ms to 365d");
    }

    @Test
    void slowCallRateThresholdIsAShareAboveZero() {
        refuses(policy.slowCalls(Duration.ofSeconds(1), -0.1),
                "slow-call-rate-threshold is -0.1: expected above 0, up to 1");
    }

    @Test
    void slowCallRateThresholdNeedsASlowCallThreshold() {
        BreakerPolicy slow = policy.slowCalls(Duration.ofSeconds(1), 0.5).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BreakerPolicy(slow.failureThreshold(), slow.failureThresholdSpan(),
                        slow.failureRateThreshold(), Optional.empty(), slow.slowCallRateThreshold(),
                        slow.windowSize(), slow.windowDuration(), slow.minimumCalls(), slow.timeout(),
                        slow.openInterval(), slow.openIntervalMultiplier(), slow.openIntervalMax(),
                        slow.openIntervalJitter(), slow.halfOpen(), slow.rampUp(), slow.mode(), slow.failures(),
                        slow.ignored()))
                .withMessage("slow-call-rate-threshold is 0.5: expected off where slow-call-threshold is off");
    }

    @Test
    void windowSizeIsZeroToTenThousand() {
        refuses(policy.window(-1, Duration.ofSeconds(10)), "window.size is -1: expected 0 to 10000");
        refuses(policy.window(10_001, Duration.ofSeconds(10)), "window.size is 10001: expected 0 to 10000");
        accepts(policy.window(10_000, Duration.ZERO));
    }

    @Test
    void windowSizeAndDurationAreNotBothZero() {
        refuses(policy.window(0, Duration.ZERO), "window.duration is 0s: expected positive where window.size is 0");
        accepts(policy.window(0, Duration.ofMillis(1)));
    }

    @Test
    void minimumCallsAreAtLeastOneAndAtMostTheWindowsSize() {
        refuses(policy.minimumCalls(0), "minimum-calls is 0: expected at least 1");
        refuses(policy.minimumCalls(11), "minimum-calls is 11: expected at most window.size, which is 10");
        accepts(policy.window(0, Duration.ofSeconds(10)).minimumCalls(1_000_000));
    }

    @Test
    void timeoutIsPositive() {
        refuses(policy.timeout(Duration.ZERO), "timeout is 0s: expected 1ms to 365d");
    }

    @Test
    void openIntervalIsPositive() {
        refuses(policy.openInterval(Duration.ofSeconds(-5)), "open-interval is -5s: expected 1ms to 365d");
        refuses(policy.openInterval(Duration.ofDays(366)), "open-interval is PT8784H: expected 1ms to 365d");
    }

    @Test
    void openIntervalMultiplierIsAtLeastOne() {
        refuses(policy.openIntervalGrowth(0.9, Duration.ofMinutes(10)),
                "open-interval-multiplier is 0.9: expected at least 1");
        refuses(policy.openIntervalGrowth(Double.POSITIVE_INFINITY, Duration.ofMinutes(10)),
                "open-interval-multiplier is Infinity: expected at least 1");
    }

    @Test
    void openIntervalMaxIsAtLeastTheOpenInterval() {
        refuses(policy.openIntervalGrowth(2, Duration.ofMillis(59_500)),
                "open-interval-max is 59500ms: expected at least open-interval, which is 1m");
    }

    @Test
    void openIntervalJitterIsZeroToOne() {
        refuses(policy.openIntervalJitter(1.1), "open-interval-jitter is 1.1: expected 0 to 1");
        accepts(policy.openIntervalJitter(1));
    }

    @Test
    void halfOpenCountsAreAtLeastOne() {
        refuses(() -> policy.halfOpen(0, 2, 2), "half-open.max-concurrent is 0: expected at least 1");
        refuses(() -> policy.halfOpen(3, 0, 2), "half-open.successes-to-close is 0: expected at least 1");
        refuses(() -> policy.halfOpen(3, 2, 0), "half-open.failures-to-open is 0: expected at least 1");
    }

    @Test
    void halfOpenMaxWaitIsPositive() {
        refuses(() -> policy.halfOpenMaxWait(Duration.ZERO), "half-open.max-wait is 0s: expected 1ms to 365d");
    }

    @Test
    void rampUpIsPositive() {
        refuses(policy.rampUp(Duration.ZERO), "ramp-up is 0s: expected 1ms to 365d");
    }

    @Test
    void aBuilderKeepsWhatItIsNotToldToChange() {
        for (BreakerPreset preset : BreakerPreset.values()) {
            assertThat(preset.policy().toBuilder().build()).isEqualTo(preset.policy());
        }
        assertThat(policy.ignored(OutcomeList.of("503")).build().failures()).isEqualTo(BreakerPolicy.DEFAULT_FAILURES);
    }

    private static void refuses(BreakerPolicyBuilder changed, String complaint) {
        refuses(changed::build, complaint);
    }

    private static void refuses(ThrowingCallable change, String complaint) {
        assertThatIllegalArgumentException().isThrownBy(change).withMessage(complaint);
    }

    private static void accepts(BreakerPolicyBuilder changed) {
        assertThatCode(changed::build).doesNotThrowAnyException();
    }
}
