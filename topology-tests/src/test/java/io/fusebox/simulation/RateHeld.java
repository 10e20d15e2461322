package io.fusebox.simulation;

import io.fusebox.dispatch.Input;
import io.fusebox.gate.Rate;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * No more attempts start than a bucket has tokens: it fills at the rate, up to the burst; a new owner's has but one. A clock that is
 * set back takes none away, and one that is set forward, also if that only makes good for the other, fills it.
 */
final class RateHeld implements Invariant {
    /** Of a token: the bucket is reckoned in fractions. */
    private static final double LITTLE = 1e-3;

    private final Map<String, Bucket> buckets = new HashMap<>();

    private static final class Bucket {
        private final Owner owner;
        private final Rate rate;
        private double tokens;
        private long filledAt;

        /** @param filledAt by {@link Owner#fastTime} */
        Bucket(Owner owner, Rate rate, double tokens, long filledAt) {
            this.owner = owner;
            this.rate = rate;
            this.tokens = tokens;
            this.filledAt = filledAt;
        }

        void fill() {
            long millis = owner.fastTime() - filledAt;
            tokens = Math.min(rate.burst(), tokens + millis * perMilli(rate));
            filledAt = owner.fastTime();
        }

        /** Tokens stay as many; but when the next one was due by the former rate, it is by the new one. Null where there is none. */
        @Nullable
        Bucket at(Optional<Rate> next) {
            fill();
            return next.map(its -> new Bucket(owner, its, tokensAt(its), filledAt)).orElse(null);
        }

        private double tokensAt(Rate next) {
            double due = 1 - (1 - tokens) / perMilli(rate) * perMilli(next);
            return tokens < 1 ? Math.max(tokens, due) : Math.min(tokens, next.burst());
        }

        private static double perMilli(Rate rate) {
            return rate.permits() / (double) rate.period().toMillis();
        }
    }

    @Override
    public void deciding(Owner owner, Input input, Instant now) {
        if (input instanceof Input.PoliciesChanged) {
            for (String destination : List.copyOf(buckets.keySet())) {
                Optional<Rate> rate = owner.policy(destination).gate().rate();
                buckets.computeIfPresent(destination,
                        (_, bucket) -> bucket.owner == owner ? bucket.at(rate) : bucket);
            }
        }
    }

    @Override
    public void departed(Owner owner, AttemptLife attempt, Instant now) {
        String destination = attempt.breaker().destination();
        Optional<Rate> rate = owner.policy(destination).gate().rate();
        if (rate.isEmpty()) {
            return;
        }
        Bucket bucket = buckets.compute(destination, (_, known) -> bucketOf(owner, destination, rate.get(), known));
        bucket.fill();
        if (bucket.tokens < 1 - LITTLE) {
            throw violation("%s starts with %.3f tokens left of %s", attempt, bucket.tokens, rate.get());
        }
        bucket.tokens--;
    }

    /** A rate that held before the owner's first attempt may have let tokens gather that nobody took. */
    private static Bucket bucketOf(Owner owner, String destination, Rate rate, Bucket known) {
        if (known != null && known.owner == owner) {
            return known;
        }
        return owner.hasOtherRate(destination) ? new Bucket(owner, rate, rate.burst(), owner.fastTime())
                : new Bucket(owner, rate, 1, owner.fastSince());
    }
}
