package io.fusebox.simulation;

import io.fusebox.dispatch.LedgerRow;
import io.fusebox.dispatch.LedgerStore;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** A ledger store of which a new owner finds the rows changed. */
record FoundRows(LedgerStore store, UnaryOperator<LedgerRow> change) implements LedgerStore {

    /** The attempts with another end of their lease. */
    static FoundRows leasedUntil(LedgerStore store, Instant until) {
        return new FoundRows(store, found -> found instanceof LedgerRow.InFlight row
                ? new LedgerRow.InFlight(row.cargo(), row.breaker(), row.attempt(), row.startedAt(), until,
                        row.generation(), row.probe(), row.atMostOnce())
                : found);
    }

    /** Calls on their way to the parking without the turns of their ordering keys. */
    static FoundRows withoutTurns(LedgerStore store) {
        return new FoundRows(store, found -> found instanceof LedgerRow.Parking row
                ? new LedgerRow.Parking(row.breaker(), row.due(), Optional.empty())
                : found);
    }

    @Override
    public void put(int slot, LedgerRow row) {
        store.put(slot, row);
    }

    @Override
    public void remove(int slot) {
        store.remove(slot);
    }

    @Override
    public void forEach(BiConsumer<Integer, LedgerRow> visitor) {
        store.forEach((slot, row) -> visitor.accept(slot, change.apply(row)));
    }
}
