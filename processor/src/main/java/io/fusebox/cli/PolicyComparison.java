package io.fusebox.cli;

import io.fusebox.call.BreakerName;
import io.fusebox.cli.ReplayReport.Pair;
import io.fusebox.dispatch.Policies;
import io.fusebox.replay.Period;
import io.fusebox.replay.RecordedAttempt;
import io.fusebox.replay.Replay;
import io.fusebox.replay.Simulation;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Runs recorded attempts through the breakers of two sets of policies, side by side. */
final class PolicyComparison {
    private static final int MOST_NAMED = 5;

    private final Period period;
    private final Replay present;
    private final Replay candidate;
    private final Set<String> unknown = new TreeSet<>();
    private long taken;
    private long leftOut;

    PolicyComparison(Policies present, Policies candidate, Period period) {
        this.period = period;
        this.present = new Replay(called -> guard(present, called), period);
        this.candidate = new Replay(called -> guard(candidate, called), period);
    }

    /** Which operation a call matches by its method is not on record: only one that it names counts. */
    private static Optional<Replay.Guard> guard(Policies policies, BreakerName called) {
        return policies.of(called.destination()).map(policy -> {
            boolean isOperation = called.operation().filter(policy.operations()::containsKey).isPresent();
            BreakerName breaker = isOperation ? called : BreakerName.of(called.destination());
            return new Replay.Guard(breaker, policy.guardOf(breaker).policy());
        });
    }

    ReplayReport run(SortedAttempts attempts, Progress progress) {
        attempts.forEach(attempt -> {
            take(attempt);
            progress.show(() -> "%d of %d attempts replayed".formatted(taken, attempts.count()));
        });
        progress.clear();
        SortedMap<BreakerName, Simulation> before = present.end();
        SortedMap<BreakerName, Simulation> after = candidate.end();
        Set<BreakerName> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        SortedMap<BreakerName, Pair> pairs = new TreeMap<>();
        names.forEach(name -> pairs.put(name,
                new Pair(Optional.ofNullable(before.get(name)), Optional.ofNullable(after.get(name)))));
        return new ReplayReport(period, taken - leftOut, leftOut, unknown, pairs);
    }

    private void take(RecordedAttempt attempt) {
        taken++;
        boolean isKnown = present.take(attempt);
        isKnown |= candidate.take(attempt);
        if (!isKnown) {
            leftOut++;
            if (unknown.size() < MOST_NAMED) {
                unknown.add(attempt.called().destination());
            }
        }
    }
}
