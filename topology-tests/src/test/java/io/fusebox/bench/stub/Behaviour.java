package io.fusebox.bench.stub;

import java.time.Duration;

/**
 * How a destination answers.
 *
 * @param delayMs from the end of a request to the answer
 * @param failing the share of requests that is answered with 503, from 0 to 1
 * @param hangs whether it never answers at all
 */
public record Behaviour(long delayMs, double failing, boolean hangs) {

    public static Behaviour answersAfter(Duration delay) {
        return new Behaviour(delay.toMillis(), 0, false);
    }

    public static Behaviour hanging() {
        return new Behaviour(0, 0, true);
    }

    public Behaviour failing(double share) {
        return new Behaviour(delayMs, share, hangs);
    }
}
