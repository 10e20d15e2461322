package io.fusebox.bench;

/**
 * What came of one measurement.
 *
 * @param metric such as {@code calls/s}, {@code CPU per call}
 * @param unit such as {@code µs}; empty for a plain number
 */
public record Reading(String metric, double value, String unit) {
    public Reading {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("%s is %s: nothing was measured".formatted(metric, value));
        }
    }
}
