package io.fusebox.dispatch;

import io.fusebox.call.Destination;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What holds now for all destinations: an immutable snapshot, replaced as a whole.
 *
 * @param version grows with every change
 * @param configured by destination name
 * @param adHoc the policy of ad-hoc origins, where those are allowed; its destination's name and base URL are placeholders
 */
public record Policies(long version, Map<String, DestinationPolicy> configured, Optional<DestinationPolicy> adHoc) {

    public Optional<DestinationPolicy> of(String destination) {
        DestinationPolicy policy = configured.get(destination);
        if (policy != null) {
            return Optional.of(policy);
        }
        return adHoc.filter(_ -> destination.contains("://")).map(template -> at(template, destination));
    }

    private static DestinationPolicy at(DestinationPolicy template, String origin) {
        Destination d = template.destination();
        return new DestinationPolicy(
                new Destination(origin, URI.create(origin), d.timeout(), d.concurrency(), d.headers(),
                        d.acceptCredentialHeaders(), d.followRedirects(), d.idempotencyKeyQuoted(), d.bodyLimit()),
                template.guard(), Map.of(), template.queue(), template.retry(), template.fallback());
    }
}
