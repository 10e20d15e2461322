package io.fusebox.demo;

import java.time.Duration;

/**
 * What happens when, in a cycle that repeats: email is up, is down for about a third of it, and comes back with time left to catch up.
 *
 * @param cycle at least 10 seconds: a breaker needs some to open, to probe and to close
 */
public record DemoSchedule(Duration cycle) {
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final double DOWN_FROM = 0.2;
    private static final double DOWN_UNTIL = 0.575;

    /** @throws IllegalArgumentException where the cycle is too short for the story */
    public DemoSchedule {
        if (cycle.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("a cycle of %d s is too short: at least %d s are needed"
                    .formatted(cycle.toSeconds(), SHORTEST.toSeconds()));
        }
    }

    /** @param sinceBegin negative before the first cycle, when all is well */
    boolean isEmailDown(Duration sinceBegin) {
        if (sinceBegin.isNegative()) {
            return false;
        }
        double share = (double) (sinceBegin.toNanos() % cycle.toNanos()) / cycle.toNanos();
        return share >= DOWN_FROM && share < DOWN_UNTIL;
    }

    Duration emailDownFrom() {
        return part(DOWN_FROM);
    }

    Duration emailDownUntil() {
        return part(DOWN_UNTIL);
    }

    private Duration part(double share) {
        return Duration.ofMillis(Math.round(cycle.toMillis() * share));
    }
}
