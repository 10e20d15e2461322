package io.fusebox.dispatch;

import java.util.function.BiConsumer;

/** Where the ledger's rows are kept for the next owner. Outlives the task. */
public interface LedgerStore {
    void put(int slot, LedgerRow row);

    void remove(int slot);

    /** All rows; asked once at start. */
    void forEach(BiConsumer<Integer, LedgerRow> visitor);
}
