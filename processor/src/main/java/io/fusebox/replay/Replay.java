package io.fusebox.replay;

import io.fusebox.breaker.BreakerPolicy;
import io.fusebox.call.BreakerName;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Recorded attempts through all breakers that one set of policies has for them. */
public final class Replay {
    private final Function<BreakerName, Optional<Guard>> guards;
    private final Period period;
    private final Map<BreakerName, Optional<BreakerName>> names = new HashMap<>();
    private final Map<BreakerName, SimulatedBreaker> breakers = new HashMap<>();

    /** The breaker that a call comes to. */
    public record Guard(BreakerName breaker, BreakerPolicy policy) {}

    /** @param guards by what was called; empty where the policies have no such destination */
    public Replay(Function<BreakerName, Optional<Guard>> guards, Period period) {
        this.guards = guards;
        this.period = period;
    }

    /**
     * In their order, and within the period.
     *
     * @return whether there is a breaker for it
     */
    public boolean take(RecordedAttempt attempt) {
        Optional<SimulatedBreaker> breaker = names.computeIfAbsent(attempt.called(), this::meet)
                .map(name -> breakers.get(name));
        breaker.ifPresent(it -> it.take(attempt));
        return breaker.isPresent();
    }

    private Optional<BreakerName> meet(BreakerName called) {
        return guards.apply(called).map(guard -> {
            breakers.computeIfAbsent(guard.breaker(), name -> new SimulatedBreaker(name, guard.policy(), period));
            return guard.breaker();
        });
    }

    /** The period is over. */
    public SortedMap<BreakerName, Simulation> end() {
        SortedMap<BreakerName, Simulation> simulations = new TreeMap<>();
        breakers.forEach((name, breaker) -> simulations.put(name, breaker.end()));
        return Collections.unmodifiableSortedMap(simulations);
    }
}
