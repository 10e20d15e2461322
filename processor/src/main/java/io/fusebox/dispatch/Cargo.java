package io.fusebox.dispatch;

import io.fusebox.call.Delivery;

/** What an attempt carries: where its call is kept until the attempt has ended. */
public sealed interface Cargo {

    /** In the ledger's row itself. */
    record Fresh(Delivery delivery) implements Cargo {}

    /** In its parking row, which stays until the call is over. */
    record Drained(ParkingKey key) implements Cargo {}
}
