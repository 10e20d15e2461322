package io.fusebox.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** When which lane may have become idle: each is looked at about once in its idle time, and not all of them every second. */
final class IdleChecks {
    private record Check(Instant at, Lane lane) {}

    private final PriorityQueue<Check> checks = new PriorityQueue<>(Comparator.comparing(Check::at));

    /** Each lane once. */
    void add(Lane lane) {
        checks.add(new Check(idleAt(lane), lane));
    }

    /** Looks at it again: it is in use, or something waits there that has not moved for long. */
    void addAgain(Lane lane, Instant now) {
        Instant idleAt = idleAt(lane);
        checks.add(new Check(idleAt.isAfter(now) ? idleAt : now.plus(idleTime(lane)), lane));
    }

    /** Takes out a lane that is to be looked at now. */
    Optional<Lane> pollDue(Instant now) {
        Check first = checks.peek();
        return first == null || first.at().isAfter(now) ? Optional.empty() : Optional.of(checks.remove().lane());
    }

    void clear() {
        checks.clear();
    }

    /** Whether nobody has used it for its idle time, and it has nothing to do. */
    static boolean isIdle(Lane lane, Instant now) {
        return lane.isAtRest(now) && !idleAt(lane).isAfter(now);
    }

    private static Instant idleAt(Lane lane) {
        return lane.lastUsed().plus(idleTime(lane));
    }

    private static Duration idleTime(Lane lane) {
        return lane.destination().policy().breakerIdle();
    }
}
