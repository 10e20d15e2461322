package io.fusebox.breaker;

/**
 * Counts of a breaker's whole life, over restarts.
 *
 * @param calls made and over: successes, failures and ignored
 * @param rejections calls that were refused
 * @param shadowRejections calls that were made, and would have been refused were the mode not {@code shadow}
 */
public record Totals(long calls, long successes, long failures, long ignored, long rejections, long shadowRejections) {
    public static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0);
}
