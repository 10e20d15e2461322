package io.fusebox.sandbox;

/** A server of the sandbox cannot run. The message says which, why, and what mends it. */
public final class SandboxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SandboxException(String message) {
        super(message);
    }

    public SandboxException(String message, Throwable cause) {
        super(message, cause);
    }
}
