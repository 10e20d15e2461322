package io.fusebox.call;

import java.util.Locale;
import java.util.Optional;

/** Why an attempt got no answer. The names in lists ({@code failures: [timeout, connect]}) are those of {@link #label}. */
public enum FailureKind {
    /** No complete answer within the attempt's timeout. */
    TIMEOUT,
    /** No connection: refused, unreachable. */
    CONNECT,
    /** The host's name has no address. */
    DNS,
    /** The handshake failed: wrong name, expired, untrusted. */
    TLS,
    /** The connection ended before the answer did. */
    RESET,
    /** What came back is not HTTP. */
    PROTOCOL,
    /** The answer's head is larger than is kept. */
    TOO_LARGE,
    /** The address may not be called. */
    REFUSED_ADDRESS,
    /** Given up by this side before its end. */
    CANCELLED;

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<FailureKind> ofLabel(String label) {
        for (FailureKind kind : values()) {
            if (kind.label().equals(label)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
