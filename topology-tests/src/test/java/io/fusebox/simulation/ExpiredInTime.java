package io.fusebox.simulation;

import io.fusebox.call.Result;
import io.fusebox.call.ResultStatus;
import java.time.Duration;
import java.time.Instant;

/**
 * A call whose time is over is told so within about a second, and not before. What delays it: nobody owns the partition, an attempt is
 * under way, or it was under way itself.
 */
final class ExpiredInTime implements Invariant {
    private static final Duration ABOUT_A_SECOND = Duration.ofMillis(1_300);

    @Override
    public void answered(Owner owner, CallLife call, Result result, Instant now) {
        if (result.status() != ResultStatus.EXPIRED) {
            return;
        }
        Instant over = owner.policy(call.call.destination()).retry().expiresAt(result.delivery());
        if (owner.latest().isBefore(over)) {
            throw violation("%s expires at %s, before %s", call, World.show(now), World.show(over));
        }
        Instant since = later(later(over, result.delivery().receivedAt()),
                later(later(owner.since(), call.travelledAt()), owner.lastStep().plusSeconds(1)));
        Instant free = call.lastAttempt().map(AttemptLife::endedAt).map(end -> later(since, end)).orElse(since);
        if (now.isAfter(free.plus(ABOUT_A_SECOND))) {
            throw violation("%s expires at %s, but its time was over at %s", call, World.show(now), World.show(over));
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
