package io.fusebox.dispatch;

import java.util.NavigableMap;

/** Where errands are kept until they are done, by their number. Outlives the task. */
public interface ErrandMemory {
    void put(long number, Errand errand);

    void remove(long number);

    /** Asked once at start. */
    NavigableMap<Long, Errand> all();
}
