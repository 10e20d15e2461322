package io.fusebox.wire;

/** A schema registry did not do what it was asked. The message names its URL, without credentials, and the mend. */
public final class RegistryException extends Exception {
    private final boolean permanent;

    private RegistryException(String message, boolean permanent) {
        super(message);
        this.permanent = permanent;
    }

    /** It may do so later. */
    static RegistryException unavailable(String message) {
        return new RegistryException(message, false);
    }

    /** It will not, until somebody changes something. */
    static RegistryException refused(String message) {
        return new RegistryException(message, true);
    }

    public boolean isPermanent() {
        return permanent;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
