package io.fusebox.differential;

/**
 * Where Fusebox's breaker differs from Resilience4j's on purpose. In a comparison Resilience4j is told what makes up for it, or the
 * histories avoid it; that ours is the better way is shown by the test in {@link DifferenceTest} that is tagged with its name.
 */
enum Difference {
    LATE_OUTCOMES("an outcome of a call that an earlier state admitted votes in the present one",
            "it counts in the totals and votes on nothing"),
    PROBE_LEASES("a probe that never reports keeps its permit for good",
            "its permit is lent until the timeout and a margin have passed"),
    PROBES_AT_ONCE("the permits of a half-open are so many in all", "so many at once: a probe that ends makes room"),
    EARLY_VERDICT("a half-open is judged when all of its votes are in", "as soon as no further vote can change it"),
    SLOW_PROBES("slow probes and failed ones are judged apart, so that a half of each closes it",
            "a slow probe does not pass"),
    OPEN_DEADLINE("open ends at the first call later than the interval",
            "at the end of the interval, to the millisecond, whether a call comes or not"),
    WALL_CLOCK_TIMERS("timers run by the machine's clock, whatever clock the breaker is given",
            "there is one time, and it is an argument"),
    TIME_BUCKETS("a window by time consists of whole epoch seconds, the present one begun: it covers down to N-1 of N",
            "of buckets that begin with a call: it covers 95 to 100 percent"),
    BACKWARD_CLOCK("a clock that was set back throws calls out of a window by time, and lengthens an open interval",
            "what is remembered moves back along"),
    FORCED_OPEN_WAITS("an operator's forced-open counts as an opening, and lengthens the next wait",
            "only what the destination did lengthens it");

    private final String there;
    private final String here;

    Difference(String there, String here) {
        this.there = there;
        this.here = here;
    }

    String there() {
        return there;
    }

    String here() {
        return here;
    }
}
