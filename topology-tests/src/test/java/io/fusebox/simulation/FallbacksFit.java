package io.fusebox.simulation;

import io.fusebox.call.Outcome;
import io.fusebox.call.Response;
import io.fusebox.call.Result;
import io.fusebox.dispatch.FallbackPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Whoever answers in a destination's place is one that its policy names. What comes from the cache is what this very destination has
 * answered to the same request, is no older than the policy allows, and says how old it is.
 */
final class FallbacksFit implements Invariant {
    private final Map<String, CallLife> succeeded = new HashMap<>();

    @Override
    public void answered(Owner owner, CallLife call, Result result, Instant now) {
        switch (result.status()) {
            case SUCCEEDED -> succeeded.put(call.call.id(), call);
            case FALLBACK -> fellBack(owner, call, result, now);
            case FAILED, EXHAUSTED, EXPIRED, UNKNOWN, CANCELLED, REJECTED, DEFERRED -> {
            }
        }
    }

    private void fellBack(Owner owner, CallLife call, Result result, Instant now) {
        FallbackPolicy policy = owner.policy(call.call.destination()).fallback();
        Response answer = result.response().orElseThrow(() -> violation("%s is FALLBACK without an answer", call));
        boolean fits = switch (result.source()) {
            case CACHE -> policy.caches() && isCached(call, answer, policy, now);
            case DEFAULT -> answer.equals(PolicyShape.DEFAULT);
            case BACKUP -> call.travels() > 0 && hasAnswered(call);
            case DESTINATION, NONE -> false;
        };
        if (!fits) {
            throw violation("%s has no business to be answered by %s with %s, %s", call, result.source(), text(answer),
                    answer.headers());
        }
    }

    private static boolean hasAnswered(CallLife call) {
        return call.answers()
                .stream()
                .anyMatch(it -> it.outcome() instanceof Outcome.Answered(Response answer) && answer.status() == 200);
    }

    private boolean isCached(CallLife call, Response answer, FallbackPolicy policy, Instant now) {
        CallLife earlier = succeeded.get(text(answer));
        return earlier != null && earlier.call.destination().equals(call.call.destination())
                && earlier.call.path().equals(call.call.path())
                && earlier.answers()
                        .stream()
                        .map(it -> Duration.between(it.at(), now))
                        .anyMatch(age -> age.compareTo(policy.cache().maxAge()) <= 0
                                && answer.headers().get("age").equals(Long.toString(Math.max(0, age.toSeconds()))));
    }

    private static String text(Response answer) {
        return new String(answer.body().bytes(), StandardCharsets.UTF_8);
    }
}
