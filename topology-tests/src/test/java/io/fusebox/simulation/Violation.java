package io.fusebox.simulation;

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
        super("NeverThrows: " + thrown + where, thrown);
        this.invariant = "NeverThrows";
    }

    /** Whatever was thrown, as a violation that says when. */
    static Violation of(RuntimeException thrown, String where) {
        return thrown instanceof Violation early ? new Violation(early, where) : new Violation(thrown, where);
    }

    String invariant() {
        return invariant;
    }
}
