package io.fusebox.bench.stub;

/**
 * Of times in milliseconds.
 *
 * @param count how many they were; where there was none the rest is no number
 */
public record Percentiles(int count, double median, double p99, double max) {}
