package io.fusebox.call;

/** How a call ends. All but {@link #DEFERRED} are terminal: a call has exactly one of them. */
public enum ResultStatus {
    SUCCEEDED, FALLBACK, FAILED, EXHAUSTED, EXPIRED, UNKNOWN, CANCELLED, REJECTED, DEFERRED;

    public boolean isTerminal() {
        return this != DEFERRED;
    }

    /** Whether the call is also kept on the dead letters. */
    public boolean isDeadLetter() {
        return switch (this) {
            case FAILED, EXHAUSTED, EXPIRED, UNKNOWN -> true;
            case SUCCEEDED, FALLBACK, CANCELLED, REJECTED, DEFERRED -> false;
        };
    }
}
