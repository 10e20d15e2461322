package io.fusebox.wire;

import io.fusebox.call.Secret;
import java.net.URI;
import java.time.Duration;

/**
 * Where the schema registry is, and how to talk to it.
 *
 * @param url {@code http} or {@code https}; no credentials in it
 * @param timeout of one request; default 5 s
 */
public record RegistryAccess(URI url, Credentials credentials, Duration timeout) {
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    /** @throws IllegalArgumentException for a URL that is none, or that holds what does not belong there */
    public RegistryAccess {
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "the schema registry's URL begins with http:// or https:// and names a host");
        }
        if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    ("the schema registry's URL at %s holds credentials, a query or a fragment: "
                            + "only scheme, host, port and path belong there").formatted(url.getHost()));
        }
    }

    /** How we show who we are. */
    public sealed interface Credentials {
        record None() implements Credentials {}

        record Basic(String user, Secret password) implements Credentials {}

        record Bearer(Secret token) implements Credentials {}
    }
}
