package io.fusebox.http;

import io.fusebox.call.FailureKind;
import io.fusebox.call.Outcome;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.GeneralSecurityException;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;

/**
 * From an exception to the failure that people read. Messages name the endpoint and what happened. What the destination sent is
 * no part of them, so the text of an exception is used only where it is the JDK's own.
 */
final class Failures {
    private Failures() {}

    static Outcome.Failed noAddress(Endpoint endpoint, Throwable cause, boolean sent) {
        Throwable actual = cause instanceof CompletionException && cause.getCause() != null ? cause.getCause() : cause;
        return actual instanceof UnknownHostException
                ? new Outcome.Failed(FailureKind.DNS, "%s: no such host".formatted(endpoint), sent)
                : new Outcome.Failed(FailureKind.DNS, "%s: the look-up failed (%s)".formatted(endpoint, name(actual)),
                        sent);
    }

    /** @param sent whether an earlier hop was */
    static Outcome.Failed notConnected(Endpoint endpoint, String address, Throwable cause, boolean sent) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof SSLException) {
                return new Outcome.Failed(FailureKind.TLS, "%s (%s): %s".formatted(endpoint, address, tlsReason(t)),
                        sent);
            }
        }
        return new Outcome.Failed(FailureKind.CONNECT, "%s (%s): %s".formatted(endpoint, address, connectReason(cause)),
                sent);
    }

    private static String connectReason(Throwable cause) {
        return switch (cause) {
            case ConnectTimeoutException _ -> "no connection in time";
            case NoRouteToHostException _ -> "no route to the host";
            case ConnectException _ -> "connection refused";
            case ClosedChannelException _ -> "closed while connecting";
            case IOException _ when cause.getMessage() != null -> cause.getMessage();
            default -> name(cause);
        };
    }

    private static String tlsReason(Throwable tls) {
        Throwable deepest = tls;
        for (Throwable t = tls; t != null; t = t.getCause()) {
            if (t instanceof ClosedChannelException) {
                return "closed during the handshake";
            }
            if ((t instanceof SSLException || t instanceof GeneralSecurityException) && t.getMessage() != null) {
                deepest = t;
            }
        }
        return deepest.getMessage() == null ? name(deepest) : deepest.getMessage();
    }

    /** After bytes of the request may have been sent. */
    static Outcome.Failed noAnswer(Endpoint endpoint, Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof SSLException) {
                return sent(FailureKind.TLS, "%s: %s".formatted(endpoint, tlsReason(t)));
            }
            if (t instanceof TooLongFrameException) {
                return sent(FailureKind.TOO_LARGE,
                        "%s: the answer's status line is beyond %d KiB, or its headers are beyond %d KiB".formatted(
                                endpoint, AnswerCodec.STATUS_LINE_LIMIT / 1024, AnswerCodec.HEADERS_LIMIT / 1024));
            }
            if (t instanceof HttpClosedException || t instanceof PrematureChannelClosureException
                    || t instanceof IOException) {
                return sent(FailureKind.RESET, "%s: the connection ended before the answer did".formatted(endpoint));
            }
        }
        return sent(FailureKind.PROTOCOL, "%s: the answer is not HTTP/1.1 (%s)".formatted(endpoint,
                cause instanceof DecoderException ? "cannot be decoded" : name(cause)));
    }

    private static Outcome.Failed sent(FailureKind kind, String message) {
        return new Outcome.Failed(kind, message, true);
    }

    private static String name(Throwable t) {
        return t.getClass().getSimpleName();
    }
}
