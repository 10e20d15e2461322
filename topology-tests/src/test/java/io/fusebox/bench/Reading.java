package io.fusebox.bench;

/**
 * What came of one measurement.
 *
 * @param metric such as {@code calls/s}, {@code CPU per call}
 * @param unit such as {@code µs}; empty for a plain number
 */
public record Reading(String metric, double value, String unit) {}
