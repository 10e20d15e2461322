package io.fusebox.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The probes that are out, each on a lease: one that never reports gives its place back by itself. */
final class Probes {
    /** Beyond the timeout, for the completion to get here: the executor has a second, and a commit may come between. */
    static final Duration LEASE_MARGIN = Duration.ofSeconds(5);

    private record Lease(long id, Instant until) {}

    private final List<Lease> out = new ArrayList<>();
    private long lastId;

    /** @return the lease's id */
    long lend(Instant until) {
        lastId++;
        out.add(new Lease(lastId, until));
        return lastId;
    }

    /** One that is not out any more gives nothing back. */
    void takeBack(long id) {
        out.removeIf(lease -> lease.id() == id);
    }

    void expire(Instant now) {
        out.removeIf(lease -> !now.isBefore(lease.until()));
    }

    Optional<Instant> nextExpiry() {
        return out.stream().map(Lease::until).min(Instant::compareTo);
    }

    int count() {
        return out.size();
    }

    void clear() {
        out.clear();
    }

    void moveBack(Duration by) {
        out.replaceAll(lease -> new Lease(lease.id(), lease.until().minus(by)));
    }
}
