package io.fusebox.dispatch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * All work that has begun and is not over, by slot. Slots are small integers, and the one freed last is used first: rows that come
 * and go between two commits are then written once, and the store's changelog grows with the concurrency, not with the calls.
 */
public final class Ledger {
    private final LedgerStore store;
    private final List<Optional<LedgerRow>> rows = new ArrayList<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private int size;
    private long weight;

    /** Reads back what an earlier owner has left. */
    public Ledger(LedgerStore store) {
        this.store = store;
        TreeMap<Integer, LedgerRow> found = new TreeMap<>();
        store.forEach(found::put);
        found.forEach((slot, row) -> {
            while (rows.size() < slot) {
                free.push(rows.size());
                rows.add(Optional.empty());
            }
            rows.add(Optional.of(row));
            grow(row);
        });
    }

    /** @return the row's slot */
    public int add(LedgerRow row) {
        Integer slot = free.poll();
        if (slot == null) {
            slot = rows.size();
            rows.add(Optional.empty());
        }
        rows.set(slot, Optional.of(row));
        grow(row);
        store.put(slot, row);
        return slot;
    }

    /**
     * Replaces the row of a slot where there is one, else adds one.
     *
     * @return the row's slot
     */
    int put(OptionalInt slot, LedgerRow row) {
        if (slot.isEmpty()) {
            return add(row);
        }
        replace(slot.getAsInt(), row);
        return slot.getAsInt();
    }

    /** @throws IllegalStateException where the slot is free */
    public void replace(int slot, LedgerRow row) {
        shrink(taken(slot));
        rows.set(slot, Optional.of(row));
        grow(row);
        store.put(slot, row);
    }

    /** @throws IllegalStateException where the slot is free */
    public void remove(int slot) {
        shrink(taken(slot));
        rows.set(slot, Optional.empty());
        free.push(slot);
        store.remove(slot);
    }

    /** The slot's row; empty for a slot that is free or never was. */
    public Optional<LedgerRow> at(int slot) {
        return slot >= 0 && slot < rows.size() ? rows.get(slot) : Optional.empty();
    }

    /** A copy, by slot. */
    public Map<Integer, LedgerRow> rows() {
        Map<Integer, LedgerRow> copy = new TreeMap<>();
        for (int slot = 0; slot < rows.size(); slot++) {
            int key = slot;
            rows.get(slot).ifPresent(row -> copy.put(key, row));
        }
        return copy;
    }

    public int size() {
        return size;
    }

    /** Roughly the bytes that all rows hold in memory. */
    public long weight() {
        return weight;
    }

    private LedgerRow taken(int slot) {
        return at(slot).orElseThrow(() -> new IllegalStateException("slot " + slot + " is free"));
    }

    private void grow(LedgerRow row) {
        size++;
        weight += row.weight();
    }

    private void shrink(LedgerRow row) {
        size--;
        weight -= row.weight();
    }
}
