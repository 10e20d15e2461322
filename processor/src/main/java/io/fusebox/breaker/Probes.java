package io.fusebox.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The probes that are out, each on a lease: one that never reports gives its place back by itself. */
final class Probes {
    /** Beyond the timeout, for the completion to get here: the executor has a second, and a commit may come between. */
    static final Duration LEASE_MARGIN = Duration.ofSeconds(5);

    private record Lease(long id, Instant until) {}

    /** Replaced as a whole: a list that cannot grow takes no room while it is empty, as it mostly is. */
    private List<Lease> out = List.of();
    private long lastId;

    /** @return the lease's id */
    long lend(Instant until) {
        lastId++;
        out = Stream.concat(out.stream(), Stream.of(new Lease(lastId, until))).toList();
        return lastId;
    }

    /** One that is not out any more gives nothing back. */
    void takeBack(long id) {
        keep(lease -> lease.id() != id);
    }

    void expire(Instant now) {
        keep(lease -> now.isBefore(lease.until()));
    }

    private void keep(Predicate<Lease> which) {
        if (!out.isEmpty()) {
            out = out.stream().filter(which).toList();
        }
    }

    Optional<Instant> nextExpiry() {
        return out.stream().map(Lease::until).min(Instant::compareTo);
    }

    int count() {
        return out.size();
    }

    void clear() {
        out = List.of();
    }

    void moveBack(Duration by) {
        out = out.stream().map(lease -> new Lease(lease.id(), lease.until().minus(by))).toList();
    }
}
