package io.fusebox.dispatch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where ids of calls are kept by which duplicates are known: two views of the same rows, by id and by time. Outlives the task. */
public interface SeenMemory {
    /** Until when a second call with the id is a duplicate; may be over. */
    Optional<Instant> until(SeenId id);

    void put(SeenUntil seen);

    /** @param seen as it was put */
    void remove(SeenUntil seen);

    /** All rows by time, from {@code from} on, at most {@code limit}. */
    List<SeenUntil> scan(SeenUntil from, int limit);
}
