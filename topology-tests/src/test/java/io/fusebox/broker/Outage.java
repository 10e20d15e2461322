package io.fusebox.broker;

import java.time.Duration;

/**
 * How large an outage is tried: small in every build, in full where the system property {@code fusebox.acceptance} is set.
 *
 * @param calls to each of two destinations, evenly over the time of the outage
 * @param isMeasured whether the healthy destination's latency is compared with that of a time without an outage
 */
record Outage(int calls, Duration length, boolean isMeasured) {
    static Outage ofThisBuild() {
        return Boolean.getBoolean("fusebox.acceptance") ? new Outage(10_000, Duration.ofSeconds(60), true)
                : new Outage(2_000, Duration.ofSeconds(6), false);
    }
}
