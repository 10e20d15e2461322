package io.fusebox.board;

import io.fusebox.breaker.BreakerMetrics;
import io.fusebox.breaker.BreakerState;
import io.fusebox.breaker.BreakerStatus;
import io.fusebox.breaker.LastFailure;
import io.fusebox.breaker.PolicyValue;
import io.fusebox.breaker.StateChange;
import io.fusebox.breaker.Totals;
import io.fusebox.breaker.WindowCounts;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Statuses for tests: a closed breaker with twenty good calls, unless said otherwise. */
public final class BreakerStatuses {
    public static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private final BreakerName name;
    private final List<StateChange> changes = new ArrayList<>();
    private BreakerState.Kind state = BreakerState.Kind.CLOSED;
    private WindowCounts window = new WindowCounts(20, 0, 0, 0, Duration.ofMillis(100));
    private Totals totals = new Totals(1000, 990, 10, 0, 0, 0);
    private Optional<LastFailure> lastFailure = Optional.empty();
    private Optional<Instant> openUntil = Optional.empty();
    private Optional<Pause> pause = Optional.empty();
    private long parked;
    private int consecutiveOpens;
    private double throughput = 2;
    private double availability = 1;
    private String owner = "pod-1/0_3";
    private Instant at = NOW.minusSeconds(1);
    private Map<String, PolicyValue> policy = Map.of();

    private BreakerStatuses(String name) {
        this.name = BreakerName.parse(name);
    }

    public static BreakerStatuses breaker(String name) {
        return new BreakerStatuses(name);
    }

    public static Board board(BreakerStatuses... statuses) {
        return new Board(Arrays.stream(statuses)
                .map(BreakerStatuses::status)
                .collect(Collectors.toMap(BreakerStatus::name, status -> status)), Optional.empty());
    }

    public BreakerStatuses in(BreakerState.Kind kind) {
        state = kind;
        return this;
    }

    public BreakerStatuses window(long calls, long failed, Duration average) {
        window = new WindowCounts(calls, failed, 0, 0, average);
        return this;
    }

    public BreakerStatuses totals(Totals of) {
        totals = of;
        return this;
    }

    public BreakerStatuses changed(BreakerState.Kind to, StateChange.Cause cause, Instant when) {
        return changed(to, cause, when, false);
    }

    /** From the state that it is in, to the one that it is in from then on. */
    public BreakerStatuses changed(BreakerState.Kind to, StateChange.Cause cause, Instant when, boolean shadow) {
        Optional<Instant> until = to == BreakerState.Kind.OPEN ? openUntil : Optional.empty();
        consecutiveOpens = switch (to) {
            case OPEN -> consecutiveOpens + 1;
            case CLOSED -> 0;
            case HALF_OPEN, FORCED_OPEN, FORCED_CLOSED, DISABLED -> consecutiveOpens;
        };
        changes.add(new StateChange(name, changes.size() + 1L, state, to, cause, when, until, consecutiveOpens, window,
                totals, lastFailure, shadow, Optional.empty()));
        return in(to);
    }

    public BreakerStatuses failedLast(Instant when, String kind, String message) {
        lastFailure = Optional.of(new LastFailure(when, kind, message));
        return this;
    }

    public BreakerStatuses openUntil(Instant until) {
        openUntil = Optional.of(until);
        return this;
    }

    public BreakerStatuses paused(Pause by) {
        pause = Optional.of(by);
        return this;
    }

    public BreakerStatuses parked(long calls) {
        parked = calls;
        return this;
    }

    public BreakerStatuses flow(double callsPerSecond, double available) {
        throughput = callsPerSecond;
        availability = available;
        return this;
    }

    public BreakerStatuses policy(Map<String, PolicyValue> knobs) {
        policy = knobs;
        return this;
    }

    public BreakerStatuses at(Instant when) {
        at = when;
        return this;
    }

    public BreakerStatus status() {
        Optional<Instant> oldest = parked == 0 ? Optional.empty() : Optional.of(at.minusSeconds(30));
        BreakerMetrics metrics = new BreakerMetrics(state, window, totals, lastFailure, throughput,
                Duration.ofSeconds(10), false, availability, List.copyOf(changes));
        return new BreakerStatus(name, metrics, parked, oldest, 0, openUntil, pause, policy, owner, at);
    }
}
