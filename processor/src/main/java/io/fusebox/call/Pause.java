package io.fusebox.call;

import java.time.Instant;

/**
 * A destination is left alone.
 *
 * @param until when it is called again
 * @param why for people, in a few words: {@code HTTP 429, Retry-After}
 */
public record Pause(Instant until, String why) {}
