package io.fusebox.simulation;

import io.fusebox.dispatch.LedgerRow;
import io.fusebox.dispatch.LedgerStore;
import java.util.function.BiConsumer;

/** The ledger as a map. */
record SimulatedLedger(TransactionalMap<Integer, LedgerRow> rows) implements LedgerStore {
    @Override
    public void put(int slot, LedgerRow row) {
        rows.put(slot, row);
    }

    @Override
    public void remove(int slot) {
        rows.remove(slot);
    }

    @Override
    public void forEach(BiConsumer<Integer, LedgerRow> visitor) {
        rows.rows().forEach(visitor);
    }
}
