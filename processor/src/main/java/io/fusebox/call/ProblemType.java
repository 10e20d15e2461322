package io.fusebox.call;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The catalogue of problems that a result can carry (RFC 9457, section 3.1.1). */
public enum ProblemType {
    CIRCUIT_OPEN(503, "The destination's breaker is open"),
    PAUSED(503, "The destination is left alone for a time"),
    EXHAUSTED(502, "All attempts are used up"),
    EXPIRED(504, "The deadline passed first"),
    UNKNOWN_OUTCOME(502, "The call was sent, its outcome is not known"),
    UNKNOWN_DESTINATION(404, "No such destination"),
    REFUSED_ADDRESS(403, "The address may not be called"),
    CREDENTIAL_HEADER(400, "The request carries credentials"),
    INVALID_REQUEST(400, "The request cannot be made"),
    TOO_LARGE(413, "The body is too large"),
    DEFERRED(202, "The call waits"),
    CANCELLED(499, "Cancelled"),
    HTTP_STATUS(502, "The destination answered with an error"),
    TIMEOUT(504, "The destination did not answer in time"),
    CONNECT(502, "No connection to the destination"),
    DNS(502, "The destination's name has no address"),
    TLS(502, "The TLS handshake failed"),
    RESET(502, "The connection ended before the answer"),
    PROTOCOL(502, "The destination's answer is not HTTP");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public String urn() {
        return "urn:fusebox:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The type that {@link #urn} names; empty for one that this version does not know. */
    public static Optional<ProblemType> ofUrn(String urn) {
        return Arrays.stream(values()).filter(type -> type.urn().equals(urn)).findFirst();
    }

    /** The nearest HTTP status, where the destination gave none. */
    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The problem that an outcome is when it is final. */
    public static ProblemType of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered _ -> HTTP_STATUS;
            case Outcome.Failed(FailureKind kind, var _, var _) -> switch (kind) {
                case TIMEOUT -> TIMEOUT;
                case CONNECT -> CONNECT;
                case DNS -> DNS;
                case TLS -> TLS;
                case RESET -> RESET;
                case PROTOCOL -> PROTOCOL;
                case TOO_LARGE -> TOO_LARGE;
                case REFUSED_ADDRESS -> REFUSED_ADDRESS;
                case CANCELLED -> CANCELLED;
            };
        };
    }
}
