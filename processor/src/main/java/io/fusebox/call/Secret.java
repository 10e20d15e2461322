package io.fusebox.call;

/** A value that may be used but not shown: its {@code toString} hides it, so that it cannot reach a log or an error. */
public record Secret(String reveal) {
    @Override
    public String toString() {
        return "***";
    }
}
