package io.fusebox.breaker;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Checks of a policy's values. Every complaint names the knob by its configuration key, its value, and what is expected. */
final class Knob {
    /** Far beyond any use, and far below what a count of milliseconds can hold. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private Knob() {}

    static void expect(boolean holds, String knob, Object value, String expectation) {
        if (!holds) {
            throw new IllegalArgumentException("%s is %s: expected %s".formatted(knob, value, expectation));
        }
    }

    static void atLeastOne(String knob, int value) {
        expect(value >= 1, knob, value, "at least 1");
    }

    static void rate(String knob, double value) {
        expect(value > 0 && value <= 1, knob, value, "above 0, up to 1");
    }

    static void positive(String knob, Duration value) {
        expect(value.compareTo(Duration.ofMillis(1)) >= 0 && value.compareTo(LONGEST) <= 0, knob, show(value),
                "1ms to 365d");
    }

    static void notNegative(String knob, Duration value) {
        expect(!value.isNegative() && value.compareTo(LONGEST) <= 0, knob, show(value), "0s to 365d");
    }

    /** As configuration writes it: {@code 250ms}, {@code 90s}, {@code 5m}; what it cannot write, in ISO 8601. */
    static String show(Duration value) {
        if (value.abs().compareTo(LONGEST) > 0 || !value.truncatedTo(ChronoUnit.MILLIS).equals(value)) {
            return value.toString();
        }
        long millis = value.toMillis();
        if (millis % 1_000 != 0) {
            return millis + "ms";
        }
        return millis == 0 || millis % 60_000 != 0 ? millis / 1_000 + "s" : millis / 60_000 + "m";
    }
}
