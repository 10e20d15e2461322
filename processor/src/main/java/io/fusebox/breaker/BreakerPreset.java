package io.fusebox.breaker;

import static io.fusebox.breaker.BreakerPolicy.DEFAULT_FAILURES;

import io.fusebox.breaker.BreakerPolicy.HalfOpenPolicy;
import io.fusebox.breaker.BreakerPolicy.Mode;
import io.fusebox.call.OutcomeList;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Ready-made policies, for a name in the configuration ({@code preset: external-api}). */
public enum BreakerPreset {
    /** The default: a window by time, gentle with single events, quick to try again. */
    STANDARD,
    /** The textbook's, and that of in-process libraries. Wrong at volume: its window is ten calls. */
    CLASSIC,
    /** Over {@link #CLASSIC}: fails soon, for a store that others wait for. */
    DATABASE,
    /** Over {@link #CLASSIC}: forgiving, for somebody else's service. */
    EXTERNAL_API,
    /** Over {@link #CLASSIC}: opens at the first signs, tries again soon. */
    CRITICAL,
    /** By consecutive failures alone: two. */
    STRICT,
    /** By consecutive failures alone: ten. */
    LENIENT,
    /** By consecutive failures alone: ten, for reading. */
    READ,
    /** By consecutive failures alone: three, for writing. */
    WRITE,
    /** Over {@link #STANDARD}: by rates alone, from a hundred calls on. */
    HIGH_VOLUME;

    private static final BreakerPolicy STANDARD_POLICY = new BreakerPolicy(OptionalInt.of(5), Duration.ofSeconds(1),
            OptionalDouble.of(0.5), Optional.empty(), OptionalDouble.empty(), 0, Duration.ofSeconds(10), 20,
            Duration.ofSeconds(10), Duration.ofSeconds(5), 2.0, Duration.ofMinutes(2), 0.1,
            new HalfOpenPolicy(3, 2, 2, Optional.empty()), Optional.of(Duration.ofSeconds(10)), Mode.ENFORCING,
            DEFAULT_FAILURES, OutcomeList.NONE);

    private static final BreakerPolicy CLASSIC_POLICY = new BreakerPolicy(OptionalInt.of(5), Duration.ZERO,
            OptionalDouble.of(0.5), Optional.empty(), OptionalDouble.empty(), 10, Duration.ofSeconds(60), 10,
            Duration.ofSeconds(10), Duration.ofSeconds(60), 2.0, Duration.ofMinutes(10), 0.1,
            new HalfOpenPolicy(3, 2, 1, Optional.empty()), Optional.empty(), Mode.ENFORCING, DEFAULT_FAILURES,
            OutcomeList.NONE);

    /** As the configuration writes it: {@code external-api}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException naming all labels there are */
    public static BreakerPreset ofLabel(String label) {
        return Arrays.stream(values())
                .filter(preset -> preset.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("preset is %s: expected one of %s".formatted(label,
                        Arrays.stream(values()).map(BreakerPreset::label).toList())));
    }

    public BreakerPolicy policy() {
        return switch (this) {
            case STANDARD -> STANDARD_POLICY;
            case CLASSIC -> CLASSIC_POLICY;
            case DATABASE -> classic(3, 0.3, 2, 30);
            case EXTERNAL_API -> classic(5, 0.6, 10, 60);
            case CRITICAL -> classic(2, 0.2, 1, 15);
            case STRICT -> consecutive(2, 120).halfOpen(1, 3, 1).build();
            case LENIENT -> consecutive(10, 30).halfOpen(5, 2, 1).build();
            case READ -> consecutive(10, 30).build();
            case WRITE -> consecutive(3, 60).build();
            case HIGH_VOLUME -> STANDARD_POLICY.toBuilder().minimumCalls(100).failureThresholdOff().build();
        };
    }

    private static BreakerPolicy classic(int failures, double rate, int timeoutSeconds, int openSeconds) {
        return CLASSIC_POLICY.toBuilder()
                .failureThreshold(failures, Duration.ZERO)
                .failureRateThreshold(rate)
                .timeout(Duration.ofSeconds(timeoutSeconds))
                .openInterval(Duration.ofSeconds(openSeconds))
                .build();
    }

    private static BreakerPolicyBuilder consecutive(int failures, int openSeconds) {
        return CLASSIC_POLICY.toBuilder()
                .failureThreshold(failures, Duration.ZERO)
                .failureRateThresholdOff()
                .openInterval(Duration.ofSeconds(openSeconds));
    }
}
