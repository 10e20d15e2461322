package io.fusebox.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fusebox.breaker.BreakerPolicy.HalfOpenPolicy;
import io.fusebox.breaker.BreakerPolicy.Mode;
import io.fusebox.call.OutcomeList;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class BreakerPresetTest {
    private static final BreakerPolicy STANDARD = BreakerPreset.ofLabel("standard").policy();
    private static final BreakerPolicy CLASSIC = BreakerPreset.ofLabel("classic").policy();

    @Test
    void standardIsAsDesigned() {
        assertThat(STANDARD).isEqualTo(new BreakerPolicy(OptionalInt.of(5), seconds(1), OptionalDouble.of(0.5),
                Optional.empty(), OptionalDouble.empty(), 0, seconds(10), 20, seconds(10), seconds(5), 2.0,
                Duration.ofMinutes(2), 0.1, new HalfOpenPolicy(3, 2, 2, Optional.empty()), Optional.of(seconds(10)),
                Mode.ENFORCING, BreakerPolicy.DEFAULT_FAILURES, OutcomeList.NONE));
    }

    @Test
    void classicIsAsDesigned() {
        assertThat(CLASSIC).isEqualTo(new BreakerPolicy(OptionalInt.of(5), Duration.ZERO, OptionalDouble.of(0.5),
                Optional.empty(), OptionalDouble.empty(), 10, seconds(60), 10, seconds(10), seconds(60), 2.0,
                Duration.ofMinutes(10), 0.1, new HalfOpenPolicy(3, 2, 1, Optional.empty()), Optional.empty(),
                Mode.ENFORCING, BreakerPolicy.DEFAULT_FAILURES, OutcomeList.NONE));
    }

    @Test
    void databaseFailsSoon() {
        isClassicWith("database", 3, 0.3, 2, 30);
    }

    @Test
    void externalApiIsForgiving() {
        isClassicWith("external-api", 5, 0.6, 10, 60);
    }

    @Test
    void criticalOpensAtTheFirstSigns() {
        isClassicWith("critical", 2, 0.2, 1, 15);
    }

    @Test
    void strictWantsThreeSuccessesOneAtATime() {
        isConsecutive("strict", 2, 120, new HalfOpenPolicy(1, 3, 1, Optional.empty()));
    }

    @Test
    void lenientLetsFiveProbesOut() {
        isConsecutive("lenient", 10, 30, new HalfOpenPolicy(5, 2, 1, Optional.empty()));
    }

    @Test
    void readOpensAfterTenInARow() {
        isConsecutive("read", 10, 30, CLASSIC.halfOpen());
    }

    @Test
    void writeOpensAfterThreeInARow() {
        isConsecutive("write", 3, 60, CLASSIC.halfOpen());
    }

    @Test
    void highVolumeGoesByRatesFromAHundredCallsOn() {
        BreakerPolicy policy = BreakerPreset.ofLabel("high-volume").policy();

        assertThat(policy).isEqualTo(STANDARD.toBuilder().failureThresholdOff().minimumCalls(100).build());
    }

    @Test
    void presetsAreLookedUpByLabel() {
        assertThat(Arrays.stream(BreakerPreset.values()).map(BreakerPreset::label)).containsExactly("standard",
                "classic", "database", "external-api", "critical", "strict", "lenient", "read", "write", "high-volume");
        for (BreakerPreset preset : BreakerPreset.values()) {
            assertThat(BreakerPreset.ofLabel(preset.label())).isEqualTo(preset);
        }
    }

    @Test
    void anUnknownPresetIsRefusedWithTheListOfAll() {
        assertThatIllegalArgumentException().isThrownBy(() -> BreakerPreset.ofLabel("standart"))
                .withMessageStartingWith("preset is standart: expected one of [standard, classic,");
    }

    private static void isClassicWith(String label, int failures, double rate, int timeout, int open) {
        assertThat(BreakerPreset.ofLabel(label).policy()).isEqualTo(CLASSIC.toBuilder()
                .failureThreshold(failures, Duration.ZERO)
                .failureRateThreshold(rate)
                .timeout(seconds(timeout))
                .openInterval(seconds(open))
                .build());
    }

    private static void isConsecutive(String label, int failures, int open, HalfOpenPolicy halfOpen) {
        BreakerPolicy policy = BreakerPreset.ofLabel(label).policy();
        assertThat(policy.failureRateThreshold()).isEmpty();
        assertThat(policy.failureThreshold()).hasValue(failures);
        assertThat(policy.openInterval()).isEqualTo(seconds(open));
        assertThat(policy.halfOpen()).isEqualTo(halfOpen);
        assertThat(policy.windowSize()).isEqualTo(CLASSIC.windowSize());
        assertThat(policy.openIntervalMax()).isEqualTo(CLASSIC.openIntervalMax());
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
