package io.fusebox.simulation;

import java.util.Arrays;

/** Something happened that must not. */
final class Violation extends RuntimeException {
    private final String invariant;

    /** @param invariant the name of the one that does not hold */
    Violation(String invariant, String what) {
        super(invariant + ": " + what);
        this.invariant = invariant;
    }

    private Violation(Violation early, String where) {
        super(early.getMessage() + where, early);
        this.invariant = early.invariant;
    }

    private Violation(RuntimeException thrown, String where) {
        super("NeverThrows: " + thrown + place(thrown) + where, thrown);
        this.invariant = "NeverThrows " + thrown.getClass().getName() + place(thrown);
    }

    /** Whatever was thrown, as a violation that says when. */
    static Violation of(RuntimeException thrown, String where) {
        return thrown instanceof Violation early ? new Violation(early, where) : new Violation(thrown, where);
    }

    /** Of the program's own code, for a JDK's class throws in many places. */
    private static String place(RuntimeException thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("io.fusebox."))
                .findFirst()
                .map(" in %s"::formatted)
                .orElse("");
    }

    /** A history with another one is another failure. */
    String invariant() {
        return invariant;
    }
}
