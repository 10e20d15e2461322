package io.fusebox.dispatch;

import java.util.NavigableMap;
import java.util.TreeMap;

/** Errands as plain data. */
final class InMemoryErrands implements ErrandMemory {
    private final NavigableMap<Long, Errand> errands = new TreeMap<>();

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
        return new TreeMap<>(errands);
    }
}
