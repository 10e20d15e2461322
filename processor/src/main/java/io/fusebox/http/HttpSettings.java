package io.fusebox.http;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;

/**
 * What holds for all destinations.
 *
 * @param eventLoops threads that do all I/O; a destination belongs to one of them; default 1
 * @param keepAlive how long an idle connection is kept, and the memory of a destination without one; positive; default 30 s
 * @param maxPools destinations whose idle connections are kept; beyond, those of the least recently called are closed; at least
 *     1; default 10,000
 * @param userAgent sent where neither call nor destination sets one; default {@code fusebox/<version>}
 * @param trust whose certificates are trusted; default the JDK's own
 */
public record HttpSettings(
        int eventLoops,
        Duration keepAlive,
        int maxPools,
        String userAgent,
        AddressResolver resolver,
        AddressGuard guard,
        Optional<TrustManagerFactory> trust) {

    public static HttpSettings defaults() {
        String version = Optional.ofNullable(HttpSettings.class.getPackage().getImplementationVersion()).orElse("dev");
        return new HttpSettings(1, Duration.ofSeconds(30), 10_000, "fusebox/" + version, AddressResolver.ofJdk(),
                AddressGuard.PERMIT_ALL, Optional.empty());
    }

    public HttpSettings withEventLoops(int count) {
        return new HttpSettings(count, keepAlive, maxPools, userAgent, resolver, guard, trust);
    }

    public HttpSettings withKeepAlive(Duration duration) {
        return new HttpSettings(eventLoops, duration, maxPools, userAgent, resolver, guard, trust);
    }

    public HttpSettings withMaxPools(int count) {
        return new HttpSettings(eventLoops, keepAlive, count, userAgent, resolver, guard, trust);
    }

    public HttpSettings withResolver(AddressResolver other) {
        return new HttpSettings(eventLoops, keepAlive, maxPools, userAgent, other, guard, trust);
    }

    public HttpSettings withGuard(AddressGuard other) {
        return new HttpSettings(eventLoops, keepAlive, maxPools, userAgent, resolver, other, trust);
    }

    public HttpSettings withTrust(TrustManagerFactory other) {
        return new HttpSettings(eventLoops, keepAlive, maxPools, userAgent, resolver, guard, Optional.of(other));
    }
}
