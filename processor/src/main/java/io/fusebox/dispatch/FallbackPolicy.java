package io.fusebox.dispatch;

import io.fusebox.call.BreakerName;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What happens to calls that a destination refuses, or has failed for good.
 *
 * @param chain of the destination; default {@code [queue]}
 * @param operations those that have a chain of their own, by name
 * @param cache of the destination, where a chain has one
 */
public record FallbackPolicy(FallbackChain chain, Map<String, FallbackChain> operations, CacheLimits cache) {
    public static final FallbackPolicy QUEUE = of(FallbackChain.QUEUE);

    /** For the whole destination. */
    public static FallbackPolicy of(FallbackChain chain) {
        return new FallbackPolicy(chain, Map.of(), CacheLimits.STANDARD);
    }

    /**
     * How much is kept for how long.
     *
     * @param maxAge an older answer is none; default 10 m
     * @param entries of one destination; the oldest gives way; default 1,000
     * @param bodyLimit an answer with a larger body is not kept, in bytes; default 64 KiB
     */
    public record CacheLimits(Duration maxAge, int entries, int bodyLimit) {
        public static final CacheLimits STANDARD = new CacheLimits(Duration.ofMinutes(10), 1_000, 64 << 10);
    }

    public FallbackChain chainOf(BreakerName breaker) {
        return breaker.operation().map(name -> operations.getOrDefault(name, chain)).orElse(chain);
    }

    public boolean caches() {
        return chains().anyMatch(FallbackChain::caches);
    }

    /** All that some chain names. */
    public Set<String> backups() {
        Set<String> names = new LinkedHashSet<>();
        chains().forEach(each -> names.addAll(each.backups()));
        return names;
    }

    private Stream<FallbackChain> chains() {
        return Stream.concat(Stream.of(chain), operations.values().stream());
    }
}
