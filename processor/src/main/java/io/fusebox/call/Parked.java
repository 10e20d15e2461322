package io.fusebox.call;

import java.time.Instant;

/**
 * A call that waits, as it stands on the retry topic and in the parking store.
 *
 * @param due when it may be made
 * @param expiresAt when it ends as {@code EXPIRED}
 */
public record Parked(Delivery delivery, ParkReason reason, Instant due, Instant expiresAt) {}
