package io.fusebox.dispatch;

import io.fusebox.breaker.BreakerSnapshot;
import io.fusebox.call.BreakerName;
import java.util.List;
import java.util.Optional;

/** Where breakers are kept while nobody owns them. Outlives the task. */
public interface BreakerMemory {
    Optional<BreakerSnapshot> get(BreakerName name);

    void put(BreakerName name, BreakerSnapshot snapshot);

    void remove(BreakerName name);

    /** All that are kept; asked once at start. */
    List<BreakerName> names();
}
