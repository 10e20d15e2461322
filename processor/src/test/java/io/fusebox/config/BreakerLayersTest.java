package io.fusebox.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.BreakerPolicy;
import io.fusebox.breaker.BreakerPolicy.Mode;
import io.fusebox.breaker.BreakerPreset;
import io.fusebox.breaker.PolicyValue;
import io.fusebox.call.BreakerName;
import io.fusebox.call.OutcomeList;
import io.fusebox.dispatch.DestinationPolicy;
import io.fusebox.dispatch.DestinationPolicy.Guard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BreakerLayersTest {
    @TempDir
    Path directory;

    private BreakerPolicy breaker(String knobs) {
        return new GivenConfig(directory).payments("breaker: " + knobs).loadPayments().guard().policy();
    }

    private static PolicyValue described(Guard guard, String knob) {
        return Objects.requireNonNull(guard.described().get(knob), knob);
    }

    @ParameterizedTest
    @EnumSource(BreakerPreset.class)
    void aPresetIsTakenWhole(BreakerPreset preset) {
        assertThat(breaker("{ preset: %s }".formatted(preset.label()))).isEqualTo(preset.policy());
    }

    @Test
    void everyKnobCanBeSet() {
        BreakerPolicy policy = breaker(
                """
                        {
                          failure-threshold: 7, failure-threshold-span: 2s, failure-rate-threshold: 0.25, slow-call-threshold: 3s,
                          slow-call-rate-threshold: 1, window: { size: 50, duration: 30s }, minimum-calls: 25, timeout: 4s,
                          open-interval: 6s, open-interval-multiplier: 1.5, open-interval-max: 1m, open-interval-jitter: 0,
                          half-open: { max-concurrent: 4, successes-to-close: 5, failures-to-open: 6, max-wait: 20s },
                          ramp-up: 1m, mode: shadow, failures: [timeout, 5xx], ignored: [501, tls]
                        }
                        """
                        .indent(2));

        assertThat(policy.failureThreshold()).hasValue(7);
        assertThat(policy.failureThresholdSpan()).isEqualTo(Duration.ofSeconds(2));
        assertThat(policy.failureRateThreshold()).hasValue(0.25);
        assertThat(policy.slowCallThreshold()).contains(Duration.ofSeconds(3));
        assertThat(policy.slowCallRateThreshold()).hasValue(1.0);
        assertThat(policy.windowSize()).isEqualTo(50);
        assertThat(policy.windowDuration()).isEqualTo(Duration.ofSeconds(30));
        assertThat(policy.minimumCalls()).isEqualTo(25);
        assertThat(policy.timeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(policy.openInterval()).isEqualTo(Duration.ofSeconds(6));
        assertThat(policy.openIntervalMultiplier()).isEqualTo(1.5);
        assertThat(policy.openIntervalMax()).isEqualTo(Duration.ofMinutes(1));
        assertThat(policy.openIntervalJitter()).isZero();
        assertThat(policy.halfOpen().maxConcurrent()).isEqualTo(4);
        assertThat(policy.halfOpen().successesToClose()).isEqualTo(5);
        assertThat(policy.halfOpen().failuresToOpen()).isEqualTo(6);
        assertThat(policy.halfOpen().maxWait()).contains(Duration.ofSeconds(20));
        assertThat(policy.rampUp()).contains(Duration.ofMinutes(1));
        assertThat(policy.mode()).isEqualTo(Mode.SHADOW);
        assertThat(policy.failures()).isEqualTo(OutcomeList.of("timeout", "5xx"));
        assertThat(policy.ignored()).isEqualTo(OutcomeList.of("501", "tls"));
    }

    @Test
    void someKnobsCanBeOff() {
        BreakerPolicy policy = breaker("""
                { failure-threshold: off, failure-rate-threshold: off, slow-call-threshold: off,
                    slow-call-rate-threshold: off, half-open: { max-wait: off }, ramp-up: off }""");

        assertThat(policy.failureThreshold()).isEmpty();
        assertThat(policy.failureRateThreshold()).isEmpty();
        assertThat(policy.slowCallThreshold()).isEmpty();
        assertThat(policy.slowCallRateThreshold()).isEmpty();
        assertThat(policy.halfOpen().maxWait()).isEmpty();
        assertThat(policy.rampUp()).isEmpty();
    }

    @Test
    void everyValueTellsWhereItComesFrom() {
        DestinationPolicy policy = new GivenConfig(directory).fusebox("""
                defaults: { breaker: { open-interval: 9s, failure-threshold: 8 } }
                destinations:
                  payments:
                    base-url: http://payments.example
                    timeout: 3s
                    breaker: { failure-threshold: off, half-open: { max-concurrent: 1 } }
                    operations: { write: { breaker: { failures: [5xx, timeout] } } }
                """).loadPayments();

        Guard own = policy.guard();
        Guard write = policy.guardOf(BreakerName.of("payments", "write"));
        assertThat(described(own, "window.duration")).isEqualTo(new PolicyValue("10s", "preset standard"));
        assertThat(described(own, "open-interval")).isEqualTo(new PolicyValue("9s", "defaults.breaker"));
        assertThat(described(own, "failure-threshold"))
                .isEqualTo(new PolicyValue("off", "destinations.payments.breaker"));
        assertThat(described(own, "half-open.max-concurrent"))
                .isEqualTo(new PolicyValue("1", "destinations.payments.breaker"));
        assertThat(described(own, "timeout")).isEqualTo(new PolicyValue("3s", "destinations.payments"));
        assertThat(described(write, "failure-threshold"))
                .isEqualTo(new PolicyValue("off", "destinations.payments.breaker"));
        assertThat(described(write, "failures"))
                .isEqualTo(new PolicyValue("[5xx, timeout]", "destinations.payments.operations.write.breaker"));
        assertThat(own.described().keySet()).containsExactly("failure-threshold", "failure-threshold-span",
                "failure-rate-threshold", "slow-call-threshold", "slow-call-rate-threshold", "window.size",
                "window.duration", "minimum-calls", "timeout", "open-interval", "open-interval-multiplier",
                "open-interval-max", "open-interval-jitter", "half-open.max-concurrent", "half-open.successes-to-close",
                "half-open.failures-to-open", "half-open.max-wait", "ramp-up", "mode", "failures", "ignored");
    }

    @Test
    void whoNamesAPresetStartsAfreshFromIt() {
        DestinationPolicy policy = new GivenConfig(directory).fusebox("""
                defaults: { preset: classic, breaker: { open-interval: 9s } }
                destinations:
                  payments:
                    base-url: http://payments.example
                    breaker: { preset: external-api, failure-threshold: 4 }
                    operations:
                      read: {}
                      write: { breaker: { preset: write } }
                """).loadPayments();

        Guard own = policy.guard();
        assertThat(described(own, "open-interval")).isEqualTo(new PolicyValue("1m", "preset external-api"));
        assertThat(own.policy().failureThreshold()).hasValue(4);
        assertThat(policy.guardOf(BreakerName.of("payments", "read")).policy()).isEqualTo(own.policy());
        assertThat(policy.guardOf(BreakerName.of("payments", "write")).policy())
                .isEqualTo(BreakerPreset.WRITE.policy());
    }

    @Test
    void theDefaultsCanNameAPreset() {
        GivenConfig given = new GivenConfig(directory);
        String destination = "\ndestinations: { payments: { base-url: http://payments.example } }";

        BreakerPolicy direct = given.fusebox("defaults: { preset: classic }" + destination)
                .loadPayments()
                .guard()
                .policy();
        BreakerPolicy inside = given.fusebox("defaults: { breaker: { preset: classic } }" + destination)
                .loadPayments()
                .guard()
                .policy();

        assertThat(direct).isEqualTo(inside).isEqualTo(BreakerPreset.CLASSIC.policy());
    }

    @Test
    void theTimeoutIsTheBreakersUnlessTheDestinationSaysOtherwise() {
        GivenConfig given = new GivenConfig(directory);

        DestinationPolicy byPreset = given.payments("breaker: { preset: database }").loadPayments();
        DestinationPolicy direct = given.payments("timeout: 7s\nbreaker: { preset: database }").loadPayments();

        assertThat(byPreset.guard().policy().timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(direct.guard().policy().timeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(direct.guard().policy().timeout()).isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{ window: { size: 100 } }|100",
        "{ window: { size: 5 } }|5",
        "{ window: { size: 100 }, minimum-calls: 7 }|7",
        "{ preset: classic, window: { size: 0 } }|20",
        "{ preset: high-volume, window: { size: 1000 } }|100",
        "{ preset: high-volume, window: { size: 50 } }|50",
        "{ window: { duration: 1m } }|20" })
    void theMinimumOfCallsFollowsTheWindow(String knobs, int minimumCalls) {
        assertThat(breaker(knobs).minimumCalls()).isEqualTo(minimumCalls);
    }

    @ParameterizedTest
    @ValueSource(strings = { "failure-threshold: 0", "failure-rate-threshold: 0", "failure-rate-threshold: 1.1",
        "failure-rate-threshold: 50%", "slow-call-threshold: 0", "slow-call-rate-threshold: 0.5",
        "slow-call-threshold: 2s, timeout: 2s",
        "window: { size: 10001 }", "window: { size: off }", "window: { size: 0, duration: 0 }", "minimum-calls: 0",
        "minimum-calls: 11, window: { size: 10 }", "open-interval: 3m", "open-interval-multiplier: 0.9",
        "open-interval-jitter: 1.5", "half-open: { max-concurrent: 0 }", "ramp-up: 0", "mode: on", "failures: [http]",
        "preset: fast", "open-intervall: 5s", "half-open: { maximum: 1 }" })
    void aKnobOutOfItsRangeIsOneProblem(String knob) {
        assertThat(new GivenConfig(directory).payments("breaker: { %s }".formatted(knob)).problems()).hasSize(1);
    }

    @Test
    void knobsThatDoNotFitTogetherAreAllToldWithWhereTheyComeFrom() {
        GivenConfig given = new GivenConfig(directory).fusebox("""
                defaults: { breaker: { minimum-calls: 50 } }
                destinations:
                  payments:
                    base-url: http://payments.example
                    breaker: { window: { size: 10 }, open-interval: 3m }
                """);

        assertThat(given.problems()).containsExactly(
                "fusebox.destinations.payments.breaker.minimum-calls: 50 (defaults.breaker) is more than window.size 10 "
                        + "(destinations.payments.breaker); lower it (fusebox.yaml:2)",
                "fusebox.destinations.payments.breaker.open-interval: 3m (destinations.payments.breaker) is more than "
                        + "open-interval-max 2m (preset standard); lower it, or raise the other (fusebox.yaml:6)");
    }

    @Test
    void aKnobThatStandsInTwoPlacesOfALevelIsAProblem() {
        assertThat(new GivenConfig(directory).payments("timeout: 1s\nbreaker: { timeout: 2s }").problems())
                .containsExactly(
                        "fusebox.destinations.payments.timeout: stands in fusebox.destinations.payments.breaker.timeout too; keep "
                                + "one of them (fusebox.yaml:5)");
    }

    @Test
    void theWebhookProfileRetriesEveryAnswerThatIsNoSuccess() {
        GivenConfig given = new GivenConfig(directory);

        assertThat(given.payments("retry: { profile: webhook }").loadPayments().retry().on().entries()).contains("4xx");
        assertThat(given.payments("retry: { profile: webhook, on: [503], never: [dns] }").loadPayments().retry().on())
                .isEqualTo(OutcomeList.of("503"));
        assertThat(given.fusebox("""
                defaults: { retry: { on: [503] } }
                destinations: { payments: { base-url: http://p.example, retry: { profile: webhook } } }
                """).loadPayments().retry().on().entries()).contains("4xx");
    }
}
