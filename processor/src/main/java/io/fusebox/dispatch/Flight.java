package io.fusebox.dispatch;

import io.fusebox.breaker.Permit;
import io.fusebox.call.Delivery;

/**
 * An attempt under way, as its owner knows it.
 *
 * @param delivery as it was before the attempt
 * @param adopted whether an earlier owner had started it: then nobody will say how it ended
 */
record Flight(int slot, LedgerRow.InFlight row, Lane lane, Delivery delivery, Permit permit, boolean adopted) {}
