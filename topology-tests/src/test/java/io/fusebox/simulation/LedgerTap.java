package io.fusebox.simulation;

import io.fusebox.dispatch.Cargo;
import io.fusebox.dispatch.LedgerRow;
import io.fusebox.dispatch.LedgerStore;
import io.fusebox.dispatch.ParkingKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Listens to what a dispatcher writes to its ledger, whatever the store makes of it. */
final class LedgerTap implements LedgerStore {
    private final LedgerStore store;
    private final BiConsumer<Integer, LedgerRow.InFlight> onRelease;
    private final Map<Integer, LedgerRow> rows = new HashMap<>();
    private final Set<ParkingKey> taken = new HashSet<>();

    /** @param onRelease is told of every attempt's row that goes */
    LedgerTap(LedgerStore store, BiConsumer<Integer, LedgerRow.InFlight> onRelease) {
        this.store = store;
        this.onRelease = onRelease;
    }

    Optional<LedgerRow.InFlight> inFlight(int slot) {
        return rows.get(slot) instanceof LedgerRow.InFlight row ? Optional.of(row) : Optional.empty();
    }

    /** Whether a parked call is out for an attempt. */
    boolean isTaken(ParkingKey key) {
        return taken.contains(key);
    }

    @Override
    public void put(int slot, LedgerRow row) {
        note(slot, row);
        store.put(slot, row);
    }

    @Override
    public void remove(int slot) {
        release(slot, Optional.ofNullable(rows.remove(slot)));
        store.remove(slot);
    }

    @Override
    public void forEach(BiConsumer<Integer, LedgerRow> visitor) {
        store.forEach((slot, row) -> {
            note(slot, row);
            visitor.accept(slot, row);
        });
    }

    private void note(int slot, LedgerRow row) {
        release(slot, Optional.ofNullable(rows.put(slot, row)));
        if (row instanceof LedgerRow.InFlight flight && flight.cargo() instanceof Cargo.Drained(ParkingKey key)) {
            taken.add(key);
        }
    }

    private void release(int slot, Optional<LedgerRow> before) {
        if (before.isPresent() && before.get() instanceof LedgerRow.InFlight flight) {
            onRelease.accept(slot, flight);
            if (flight.cargo() instanceof Cargo.Drained(ParkingKey key)) {
                taken.remove(key);
            }
        }
    }
}
