package io.fusebox.board;

import io.fusebox.breaker.BreakerMetrics;
import io.fusebox.breaker.BreakerStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * All breakers at a glance. What is forced open counts as open; what is forced closed, or disabled, as closed: it is the calls that
 * matter, and whether they are made.
 *
 * @param open open or forced open
 * @param closed closed, forced closed or disabled
 * @param breakers by health score, lowest first; equal ones by name
 */
public record Overview(int open, int halfOpen, int closed, List<BreakerStatus> breakers) {
    private static final Comparator<BreakerStatus> SICKEST_FIRST = Comparator
            .comparing(BreakerStatus::metrics, Comparator.comparingDouble(BreakerMetrics::healthScore))
            .thenComparing(BreakerStatus::name);

    /** How the fleet does. */
    public enum Health {
        /** All are closed, or there are none. */
        HEALTHY,
        /** Some are open or half-open, but fewer than half are open. */
        DEGRADED,
        /** Half or more are open. */
        UNHEALTHY;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Overview of(Board board) {
        int open = 0;
        int halfOpen = 0;
        int closed = 0;
        for (BreakerStatus status : board.breakers().values()) {
            switch (status.state()) {
                case OPEN, FORCED_OPEN -> open++;
                case HALF_OPEN -> halfOpen++;
                case CLOSED, FORCED_CLOSED, DISABLED -> closed++;
            }
        }
        return new Overview(open, halfOpen, closed, board.breakers().values().stream().sorted(SICKEST_FIRST).toList());
    }

    public int total() {
        return breakers.size();
    }

    public Health health() {
        if (closed == total()) {
            return Health.HEALTHY;
        }
        return 2 * open >= total() ? Health.UNHEALTHY : Health.DEGRADED;
    }
}
