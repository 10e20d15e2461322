package io.fusebox.dispatch;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The ledger's rows as plain data. */
final class InMemoryLedgerStore implements LedgerStore {
    final Map<Integer, LedgerRow> rows = new TreeMap<>();

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
        rows.forEach(visitor);
    }
}
