package io.fusebox.bench.breakers;

import java.time.Duration;
import java.util.Locale;

/** What a breaker remembers: the same for all of them. */
public enum Window {
    /** The last 100 calls. */
    COUNT,
    /** The last ten seconds. */
    TIME;

    static final int CALLS = 100;
    static final Duration SPAN = Duration.ofSeconds(10);
    /** Before the failure rate is looked at. */
    static final int MINIMUM_CALLS = 20;
    static final int FAILURE_PERCENT = 50;

    String label() {
        return "by " + name().toLowerCase(Locale.ROOT);
    }
}
