package io.fusebox.demo;

import java.time.Duration;
import java.util.Locale;

/**
 * Something that happened to a destination.
 *
 * @param at since the first cycle began
 */
record StoryLine(Duration at, String destination, String text, Mood mood) {
    enum Mood {
        GOOD, BAD, NEUTRAL
    }

    /** {@code +12.3s} */
    static String time(Duration at) {
        return String.format(Locale.ROOT, "%+.1fs", at.toMillis() / 1000.0);
    }
}
