package io.fusebox.simulation;

import io.fusebox.dispatch.Errand;
import io.fusebox.dispatch.ErrandMemory;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The errands' memory as a map. */
record SimulatedErrands(TransactionalMap<Long, Errand> errands) implements ErrandMemory {
    @Override
    public void put(long number, Errand errand) {
        errands.put(number, errand);
    }

    @Override
    public void remove(long number) {
        errands.remove(number);
    }

    @Override
    public NavigableMap<Long, Errand> all() {
        return new TreeMap<>(errands.rows());
    }
}
