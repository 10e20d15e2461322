package io.fusebox.simulation;

import io.fusebox.breaker.BreakerStatus;
import io.fusebox.breaker.StateChange;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Parked;
import io.fusebox.call.Result;
import io.fusebox.dispatch.Input;
import java.time.Instant;
import java.util.List;

/** All of them, as one. */
final class Invariants implements Invariant {
    private final List<Invariant> all;

    private Invariants(List<Invariant> all) {
        this.all = all;
    }

    static Invariants of(List<Invariant> some) {
        return new Invariants(List.copyOf(some));
    }

    /** Anew for each world: some remember. */
    static Invariants all() {
        return new Invariants(List.of(new OneResultPerCall(), new OwnAnswer(), new OpenStartsNothing(),
                new ProbesWithinPermits(), new NothingBeforeItsTime(), new ConcurrencyHeld(), new OneAttemptAtATime(),
                new EventsChain(), new FirstInFirstOut(), new DeferredOnce(), new ExpiredInTime(),
                new OneRetryRecordPerAttempt(), new AttemptsWithinMaximum(), new StoppedStartsNothing(),
                new SentAtMostOnce(), new EarlierOutcomesHaveNoVote(), new PauseHonoured(), new RateHeld(),
                new FallbacksFit(), new TravelsEnd(), new KeysInOrder(), new TotalsOnlyGrow(),
                new OrderedPauseHonoured(), new CancelledOnOrder(), new NothingLeftBehind()));
    }

    @Override
    public void deciding(Owner owner, Input input, Instant now) {
        for (Invariant invariant : all) {
            invariant.deciding(owner, input, now);
        }
    }

    @Override
    public void departed(Owner owner, AttemptLife attempt, Instant now) {
        for (Invariant invariant : all) {
            invariant.departed(owner, attempt, now);
        }
    }

    @Override
    public void started(Owner owner, AttemptLife attempt, Instant now) {
        for (Invariant invariant : all) {
            invariant.started(owner, attempt, now);
        }
    }

    @Override
    public void sent(Owner owner, AttemptLife attempt) {
        for (Invariant invariant : all) {
            invariant.sent(owner, attempt);
        }
    }

    @Override
    public void answered(Owner owner, CallLife call, Result result, Instant now) {
        for (Invariant invariant : all) {
            invariant.answered(owner, call, result, now);
        }
    }

    @Override
    public void parked(Owner owner, CallLife call, Parked parked) {
        for (Invariant invariant : all) {
            invariant.parked(owner, call, parked);
        }
    }

    @Override
    public void travelled(Owner owner, CallLife call, Parked parked) {
        for (Invariant invariant : all) {
            invariant.travelled(owner, call, parked);
        }
    }

    @Override
    public void announced(Owner owner, BreakerLife breaker, StateChange change, Instant now) {
        for (Invariant invariant : all) {
            invariant.announced(owner, breaker, change, now);
        }
    }

    @Override
    public void shown(Owner owner, BreakerStatus status) {
        for (Invariant invariant : all) {
            invariant.shown(owner, status);
        }
    }

    @Override
    public void retired(Owner owner, BreakerName breaker) {
        for (Invariant invariant : all) {
            invariant.retired(owner, breaker);
        }
    }

    @Override
    public void ended(World world) {
        for (Invariant invariant : all) {
            invariant.ended(world);
        }
    }
}
