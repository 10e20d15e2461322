package io.fusebox.demo;

import java.time.Duration;

/** What a destination of the demo does with a call. */
sealed interface Answer {
    /** How long it takes. */
    Duration after();

    record Reply(int status, Duration after) implements Answer {}

    /** The connection ends without a word. */
    record Dropped(Duration after) implements Answer {}
}
