package io.fusebox.simulation;

import io.fusebox.breaker.BreakerStatus;
import io.fusebox.breaker.Totals;
import io.fusebox.call.BreakerName;
import java.util.HashMap;
import java.util.Map;

/** A breaker that has left its owner's memory comes back with all that it had counted. */
final class TotalsOnlyGrow implements Invariant {
    private record Last(Owner owner, Totals totals) {}

    private final Map<BreakerName, Last> last = new HashMap<>();

    @Override
    public void shown(Owner owner, BreakerStatus status) {
        Totals totals = status.metrics().totals();
        Last before = last.put(status.name(), new Last(owner, totals));
        if (before != null && before.owner() == owner && totals.calls() < before.totals().calls()) {
            throw violation("%s: breaker %s has counted %d calls, and %d before", owner, status.name(), totals.calls(),
                    before.totals().calls());
        }
    }

    @Override
    public void retired(Owner owner, BreakerName breaker) {
        last.remove(breaker);
    }
}
