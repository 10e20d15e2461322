package io.fusebox.dispatch;

import io.fusebox.call.Call;
import io.fusebox.call.Response;
import io.fusebox.dispatch.FallbackPolicy.CacheLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The last good answers of destinations, for as long as they are of use. In memory are only their keys, the oldest first. */
final class AnswerCache {
    private record Found(AnswerKey key, Instant storedAt) {}

    private final AnswerMemory memory;
    private final Map<String, Set<AnswerKey>> kept = new HashMap<>();

    /** Takes over what is there, and throws away what is of no use any more. */
    AnswerCache(AnswerMemory memory, Policies policies, Instant now) {
        this.memory = memory;
        List<Found> found = new ArrayList<>();
        memory.forEach((key, answer) -> {
            boolean useful = cacheOf(policies, key.destination()).filter(limits -> isFresh(answer, limits, now))
                    .isPresent();
            if (useful) {
                found.add(new Found(key, answer.storedAt()));
            } else {
                memory.remove(key);
            }
        });
        found.sort(Comparator.comparing(Found::storedAt));
        found.forEach(it -> keysOf(it.key().destination()).add(it.key()));
    }

    /** The last good answer to the same request, with its age (RFC 9111, section 5.1). */
    Optional<Response> find(Call call, CacheLimits limits, Instant now) {
        AnswerKey key = AnswerKey.of(call);
        if (!kept.getOrDefault(key.destination(), Set.of()).contains(key)) {
            return Optional.empty();
        }
        return memory.get(key).filter(answer -> isFresh(answer, limits, now)).map(answer -> aged(answer, now));
    }

    void keep(Call call, Response answer, CacheLimits limits, Instant now) {
        if (answer.bodyTruncated() || answer.body().size() > limits.bodyLimit()) {
            return;
        }
        AnswerKey key = AnswerKey.of(call);
        Set<AnswerKey> keys = keysOf(key.destination());
        keys.remove(key);
        keys.add(key);
        memory.put(key, new CachedAnswer(answer, now));
        while (keys.size() > limits.entries()) {
            AnswerKey oldest = keys.iterator().next();
            keys.remove(oldest);
            memory.remove(oldest);
        }
    }

    /** Forgets the answers of destinations that have no cache any more. */
    void change(Policies policies) {
        for (String destination : List.copyOf(kept.keySet())) {
            if (cacheOf(policies, destination).isEmpty()) {
                forget(destination);
            }
        }
    }

    void forget(String destination) {
        Optional.ofNullable(kept.remove(destination)).ifPresent(keys -> keys.forEach(memory::remove));
    }

    private Set<AnswerKey> keysOf(String destination) {
        return kept.computeIfAbsent(destination, _ -> new LinkedHashSet<>());
    }

    private static Optional<CacheLimits> cacheOf(Policies policies, String destination) {
        return policies.of(destination)
                .map(DestinationPolicy::fallback)
                .filter(FallbackPolicy::caches)
                .map(FallbackPolicy::cache);
    }

    private static boolean isFresh(CachedAnswer answer, CacheLimits limits, Instant now) {
        return Duration.between(answer.storedAt(), now).compareTo(limits.maxAge()) <= 0;
    }

    private static Response aged(CachedAnswer cached, Instant now) {
        Response answer = cached.answer();
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.put("age", Long.toString(Math.max(0, Duration.between(cached.storedAt(), now).toSeconds())));
        return new Response(answer.status(), Map.copyOf(headers), answer.body(), answer.bodyTruncated());
    }
}
