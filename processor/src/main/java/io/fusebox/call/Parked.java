package io.fusebox.call;

import java.time.Instant;
import java.util.Optional;

/**
 * A call that waits, as it stands on the retry topic and in the parking store.
 *
 * @param due when it may be made
 * @param expiresAt when it ends as {@code EXPIRED}
 * @param lookAt when it is looked at though its destination may be closed: it need not wait for that, for others can answer it
 */
public record Parked(
        Delivery delivery,
        ParkReason reason,
        Instant due,
        Instant expiresAt,
        Optional<Instant> lookAt) {

    /** One that waits until it is made or expires. */
    public Parked(Delivery delivery, ParkReason reason, Instant due, Instant expiresAt) {
        this(delivery, reason, due, expiresAt, Optional.empty());
    }

    public Parked lookedAt(Optional<Instant> at) {
        return new Parked(delivery, reason, due, expiresAt, at);
    }

    /** When it needs attention, also if its destination is closed. */
    public Instant nextLook() {
        return lookAt.filter(expiresAt::isAfter).orElse(expiresAt);
    }
}
