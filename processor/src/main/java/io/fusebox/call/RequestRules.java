package io.fusebox.call;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/** What the method, headers and idempotency key of a call may be (RFC 9110, sections 5, 7.6, 9 and 11). */
final class RequestRules {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
    private static final Set<String> CREDENTIALS = Set.of("authorization", "cookie", "proxy-authorization");
    /** They frame the message or belong to one connection: setting them is how requests are smuggled. */
    private static final Set<String> FRAMING = Set.of("host", "content-length", "transfer-encoding", "connection",
            "keep-alive", "proxy-connection", "upgrade", "http2-settings", "te", "trailer", "expect");

    private RequestRules() {}

    static Optional<Problem> check(Call call, Destination destination) {
        return method(call.method()).or(() -> idempotencyKey(call, destination.idempotencyKeyQuoted()))
                .or(() -> orderingKey(call))
                .map(detail -> Problem.of(ProblemType.INVALID_REQUEST, detail))
                .or(() -> headers(call.headers(), destination));
    }

    private static Optional<String> method(String method) {
        if (!isToken(method)) {
            return Optional
                    .of("method '%s' is none; write POST, GET or another token of RFC 9110".formatted(shown(method)));
        }
        return switch (method.toUpperCase(Locale.ROOT)) {
            case "CONNECT" -> Optional.of("method CONNECT opens a tunnel, which is no call; use another");
            // The destination would send its own credentials back, into the result.
            case "TRACE" -> Optional.of("method TRACE returns the request with its credentials; use another");
            default -> Optional.empty();
        };
    }

    private static Optional<String> idempotencyKey(Call call, boolean quoted) {
        String key = call.effectiveIdempotencyKey();
        boolean printable = all(key, c -> c >= 0x20 && c < 0x7f);
        boolean ends = !key.isEmpty() && (quoted || key.equals(key.strip()));
        return printable && ends ? Optional.empty()
                : Optional.of(
                        "%s cannot be sent as a header; give an idempotencyKey of printable ASCII"
                                .formatted(call.idempotencyKey().isPresent() ? "idempotencyKey"
                                        : "id, which serves as idempotencyKey,"));
    }

    private static Optional<String> orderingKey(Call call) {
        return call.orderingKey()
                .filter(key -> key.length() > OrderingKey.LONGEST)
                .map(key -> "orderingKey has %,d characters, at most %,d are kept; give a digest of it"
                        .formatted(key.length(), OrderingKey.LONGEST));
    }

    private static Optional<Problem> headers(Map<String, String> headers, Destination destination) {
        for (Map.Entry<String, String> header : headers.entrySet()) {
            Optional<Problem> problem = header(header.getKey(), header.getValue(),
                    destination.acceptCredentialHeaders());
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> header(String name, String value, boolean credentials) {
        if (!isToken(name)) {
            return invalid("header name '%s' is none; use letters, digits and '-'".formatted(shown(name)));
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (FRAMING.contains(lower)) {
            return invalid("header %s is set by the connection; leave it out".formatted(name));
        }
        if (lower.equals("idempotency-key")) {
            return invalid("header %s is made from idempotencyKey; give it there".formatted(name));
        }
        if (CREDENTIALS.contains(lower) && !credentials) {
            return Optional.of(Problem.of(ProblemType.CREDENTIAL_HEADER,
                    "header %s carries credentials; they belong to the destination's headers, or set its accept-credential-headers"
                            .formatted(name)));
        }
        return isFieldValue(value) ? Optional.empty()
                : invalid(
                        ("the value of header %s holds a line break, another control character or one beyond ISO 8859-1; "
                                + "leave it out or encode it").formatted(name));
    }

    private static Optional<Problem> invalid(String detail) {
        return Optional.of(Problem.of(ProblemType.INVALID_REQUEST, detail));
    }

    /** RFC 9110, section 5.6.2. */
    private static boolean isToken(String text) {
        return !text.isEmpty() && all(text, c -> isAlphanumeric(c) || TOKEN_MARKS.indexOf(c) >= 0);
    }

    private static boolean isAlphanumeric(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** RFC 9110, section 5.5: visible ASCII, space, tab, and {@code obs-text}. */
    private static boolean isFieldValue(String text) {
        return all(text, c -> c == '\t' || (c >= 0x20 && c <= 0xff && c != 0x7f));
    }

    /** Without a stream: this is asked for each call. */
    private static boolean all(String text, IntPredicate rule) {
        for (int i = 0; i < text.length(); i++) {
            if (!rule.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** A culprit that may be anything, made fit for a log line. */
    private static String shown(String text) {
        String printable = text.codePoints()
                .map(c -> c > 0x20 && c < 0x7f ? c : '?')
                .limit(40)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return text.length() > 40 ? printable + "…" : printable;
    }
}
