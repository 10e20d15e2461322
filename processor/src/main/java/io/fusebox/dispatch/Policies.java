package io.fusebox.dispatch;

import io.fusebox.call.Destination;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What holds now for all destinations: an immutable snapshot, replaced as a whole.
 *
 * @param version grows with every change
 * @param configured by destination name
 * @param adHoc the policy of ad-hoc origins, where those are allowed; its destination's name and base URL are placeholders
 */
public record Policies(long version, Map<String, DestinationPolicy> configured, Optional<DestinationPolicy> adHoc) {

    private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#@A-Z]+:[1-9][0-9]{0,4}");
    /** A DNS name has at most 253 characters. */
    private static final int LONGEST_ORIGIN = 300;

    public Optional<DestinationPolicy> of(String destination) {
        DestinationPolicy policy = configured.get(destination);
        if (policy != null) {
            return Optional.of(policy);
        }
        return adHoc.flatMap(template -> origin(destination).map(origin -> at(template, origin)));
    }

    /** Anybody may write anything there: only what is an origin, written in the one way, has a breaker. */
    private static Optional<URI> origin(String text) {
        if (text.length() > LONGEST_ORIGIN || !ORIGIN.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(text);
            return uri.getHost() == null ? Optional.empty() : Optional.of(uri);
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static DestinationPolicy at(DestinationPolicy template, URI origin) {
        Destination d = template.destination();
        Destination at = new Destination(origin.toString(), origin, d.concurrency(), d.headers(),
                d.acceptCredentialHeaders(),
                d.followRedirects(), d.idempotencyKeyQuoted(), d.bodyLimit());
        return template.toBuilder().destination(at).build();
    }
}
