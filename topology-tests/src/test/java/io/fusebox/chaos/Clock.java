package io.fusebox.chaos;

import java.time.Duration;

/** Real time: what is tested here is how processes fare in it. */
final class Clock {
    private Clock() {}

    static void sleep(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
