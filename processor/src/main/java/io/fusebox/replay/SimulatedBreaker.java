package io.fusebox.replay;

import io.fusebox.breaker.Admission.Admitted;
import io.fusebox.breaker.Admission.Refused;
import io.fusebox.breaker.Breaker;
import io.fusebox.breaker.BreakerPolicy;
import io.fusebox.breaker.BreakerPolicy.Mode;
import io.fusebox.breaker.Permit;
import io.fusebox.call.BreakerName;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;

/**
 * A breaker to which recorded attempts come as they came then, by their start. What it would have refused counts as rejected and has no
 * outcome; what it would have let through ends as it is on record, also where it would have been a probe.
 */
public final class SimulatedBreaker {
    private static final long SEED = 20_260_301;

    private final Breaker breaker;
    private final Period period;
    private final Tracker tracker;
    private final Queue<UnderWay> underWay = new PriorityQueue<>(
            Comparator.comparing((UnderWay call) -> call.attempt().endedAt()).thenComparingLong(UnderWay::number));
    private long attempts;
    private long assumed;
    private long rejected;

    private record UnderWay(RecordedAttempt attempt, Permit permit, long number) {}

    /** @param policy whose mode {@code shadow} is run as if it were {@code enforcing}: the question is what it would refuse */
    public SimulatedBreaker(BreakerName name, BreakerPolicy policy, Period period) {
        this.period = period;
        this.tracker = new Tracker(period);
        BreakerPolicy asked = policy.mode() == Mode.SHADOW ? policy.toBuilder().mode(Mode.ENFORCING).build() : policy;
        // The same for each run and each policy, so that a difference is the policy's.
        Random random = new Random(SEED + name.toString().hashCode());
        this.breaker = new Breaker(name, asked, random, tracker::changed, period.from());
    }

    /** Attempts come in their order, and within the period. */
    public void take(RecordedAttempt attempt) {
        advanceTo(attempt.startedAt());
        attempts++;
        assumed += attempt.assumed() ? 1 : 0;
        switch (breaker.tryAcquire(attempt.startedAt())) {
            case Admitted(Permit permit) -> underWay.add(new UnderWay(attempt, permit, attempts));
            case Refused _ -> rejected++;
        }
    }

    /** Applies what time and the attempts under way bring, each at its own moment. */
    private void advanceTo(Instant now) {
        Optional<Instant> next = nextMoment();
        while (next.isPresent() && !next.get().isAfter(now)) {
            step(next.get());
            next = nextMoment();
        }
    }

    private Optional<Instant> nextMoment() {
        Optional<Instant> ending = Optional.ofNullable(underWay.peek()).map(call -> call.attempt().endedAt());
        return breaker.nextWakeUp()
                .filter(wakeUp -> ending.isEmpty() || wakeUp.isBefore(ending.get()))
                .or(() -> ending);
    }

    private void step(Instant at) {
        UnderWay call = underWay.peek();
        if (call == null || at.isBefore(call.attempt().endedAt())) {
            breaker.observe(at);
            return;
        }
        underWay.remove();
        breaker.record(call.permit(), call.attempt().outcome(), call.attempt().duration(), at);
    }

    /** The period is over. */
    public Simulation end() {
        advanceTo(period.to());
        return tracker.simulation(attempts, assumed, rejected, breaker.state().kind());
    }
}
