package io.fusebox.dispatch;

import io.fusebox.breaker.Permit;
import io.fusebox.call.Delivery;
import java.time.Instant;

/**
 * An attempt under way, as its owner knows it.
 *
 * @param delivery as it was before the attempt
 * @param startedAt when it was sent, or is to be
 * @param adopted whether an earlier owner had started it: then nobody will say how it ended
 */
record Flight(
        int slot,
        LedgerRow.InFlight row,
        Lane lane,
        Delivery delivery,
        Permit permit,
        Instant startedAt,
        boolean adopted) {

    Flight startedAt(Instant now) {
        return new Flight(slot, row, lane, delivery, permit, now, adopted);
    }
}
