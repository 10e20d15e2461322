package io.fusebox.wire;

import io.fusebox.call.Delivery;
import io.fusebox.call.ParkReason;
import java.time.Instant;

/**
 * A call that waits, as it stands on the retry topic and in the parking store.
 *
 * @param due when it may be made
 * @param expiresAt when it ends as {@code EXPIRED}
 */
public record ParkedRecord(Delivery delivery, ParkReason reason, Instant due, Instant expiresAt) {}
