package io.fusebox.call;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A destination is left alone.
 *
 * @param until when it is called again; {@link #UNTIL_RESUMED} where only an operator ends it
 * @param why for people, in a few words: {@code HTTP 429, Retry-After}
 * @param by who asked for it
 */
public record Pause(Instant until, String why, By by) {
    /** No clock will show it. */
    public static final Instant UNTIL_RESUMED = Instant.parse("9999-12-31T23:59:59.999Z");

    /** Who wants a destination to be left alone. */
    public enum By {
        /** Itself: by {@code Retry-After}. */
        DESTINATION,
        /** Its policy: by {@code pause-on}. */
        RULE,
        OPERATOR;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<By> ofLabel(String label) {
            return Arrays.stream(values()).filter(by -> by.label().equals(label)).findFirst();
        }
    }

    /** When it ends by itself. */
    public Optional<Instant> end() {
        return until.isBefore(UNTIL_RESUMED) ? Optional.of(until) : Optional.empty();
    }

    /** For people, to be read after "is left alone". */
    public String describe() {
        return "until %s: %s".formatted(end().map(Instant::toString).orElse("an operator resumes it"), why);
    }
}
