package io.fusebox.call;

import java.net.URI;
import java.util.Map;

/**
 * Where calls go and how they are sent; what guards it stands in its policy.
 *
 * @param name the configured name, or an ad-hoc origin
 * @param baseUrl {@code http} or {@code https}, without query and fragment
 * @param concurrency attempts in flight at once; default 64
 * @param headers sent with every call; they override the call's own
 * @param acceptCredentialHeaders whether a call may carry credentials itself; default no
 * @param followRedirects how many redirects are followed, 0 to 10; default 0
 * @param idempotencyKeyQuoted as the IETF draft writes it ({@code "abc"}); default yes
 * @param bodyLimit how much of an answer's body is kept, in bytes; default 64 KiB
 */
public record Destination(
        String name,
        URI baseUrl,
        int concurrency,
        Map<String, Secret> headers,
        boolean acceptCredentialHeaders,
        int followRedirects,
        boolean idempotencyKeyQuoted,
        int bodyLimit) {}
