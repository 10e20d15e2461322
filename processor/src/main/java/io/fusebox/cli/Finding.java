package io.fusebox.cli;

import java.util.Locale;

/**
 * What the doctor says of one thing.
 *
 * @param about such as {@code brokers} or a destination's name
 * @param line for people: what is so, and where it is not well, the mend
 */
record Finding(Verdict verdict, String about, String line) {
    /** How bad it is. */
    enum Verdict {
        OK, WARNING, WRONG;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String about, String line) {
        return new Finding(Verdict.OK, about, line);
    }

    static Finding warning(String about, String line) {
        return new Finding(Verdict.WARNING, about, line);
    }

    static Finding wrong(String about, String line) {
        return new Finding(Verdict.WRONG, about, line);
    }
}
