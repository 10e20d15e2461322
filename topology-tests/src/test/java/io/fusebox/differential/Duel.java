package io.fusebox.differential;

import io.fusebox.breaker.Admission.Admitted;
import io.fusebox.breaker.Breaker;
import io.fusebox.breaker.BreakerState.Kind;
import io.fusebox.breaker.Permit;
import io.fusebox.breaker.WindowCounts;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Operator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Both breakers through the same history, compared after each step: whether a call was permitted, the state, and while closed what the
 * window holds.
 */
final class Duel {
    private static final BreakerName NAME = BreakerName.of("ours");
    private static final Random NO_CHANCE = new Random(0);

    private final VirtualClock clock = new VirtualClock();
    private final Breaker ours;
    private final Theirs theirs;
    private final SharedPolicy policy;
    private final List<Call> underWay = new ArrayList<>();
    private Kind state = Kind.CLOSED;
    /** Grows with each state: what a call of an earlier one reports is late. */
    private int era;

    private static final class Call {
        final Permit permit;
        final int era;
        final Instant leaseUntil;
        boolean leaseEnded;

        Call(Permit permit, int era, Instant leaseUntil) {
            this.permit = permit;
            this.era = era;
            this.leaseUntil = leaseUntil;
        }
    }

    private Duel(SharedPolicy policy) {
        this.policy = policy;
        this.ours = new Breaker(NAME, policy.ours(), NO_CHANCE, _ -> {}, clock.instant());
        this.theirs = new Theirs(policy, clock);
    }

    /**
     * How it went.
     *
     * @param parted where the two first part; empty where they do not
     * @param steps taken
     * @param met the differences that had to be made up for
     */
    record Result(Optional<String> parted, int steps, Set<Difference> met) {}

    static Result fight(History history) {
        Duel duel = new Duel(history.policy());
        int steps = 0;
        Optional<String> parted = Optional.empty();
        for (Step step : history.steps()) {
            steps++;
            parted = duel.take(step);
            if (parted.isPresent()) {
                break;
            }
        }
        return new Result(parted, steps, duel.theirs.met());
    }

    private Optional<String> take(Step step) {
        return switch (step) {
            case Step.Wait(Duration time) -> wait(clock.instant().plus(time));
            case Step.Ask _ -> ask();
            case Step.End(int pick, Reported how, Duration duration) -> {
                pick(pick).ifPresent(call -> end(call, how, duration));
                yield compare();
            }
            case Step.GiveBack(int pick) -> {
                pick(pick).ifPresent(this::giveBack);
                yield compare();
            }
            case Step.Reset _ -> {
                ours.reset(Operator.UNNAMED, clock.instant());
                theirs.reset();
                era++;
                yield compare();
            }
            case Step.ForceOpen _ -> {
                ours.forceOpen(Operator.UNNAMED, clock.instant());
                theirs.forceOpen();
                yield compare();
            }
            case Step.Release _ -> {
                ours.automatic(Operator.UNNAMED, clock.instant());
                theirs.release();
                yield compare();
            }
        };
    }

    /** Stops wherever either of them says that time will bring something. */
    private Optional<String> wait(Instant until) {
        while (clock.instant().isBefore(until)) {
            Instant next = Stream.of(ours.nextWakeUp(), theirs.nextWakeUp())
                    .flatMap(Optional::stream)
                    .filter(time -> time.isAfter(clock.instant()) && time.isBefore(until))
                    .min(Instant::compareTo)
                    .orElse(until);
            clock.set(next);
            ours.observe(next);
            endLeases();
            theirs.observe();
            Optional<String> parted = compare();
            if (parted.isPresent()) {
                return parted;
            }
        }
        return Optional.empty();
    }

    private void endLeases() {
        for (Call call : underWay) {
            if (isProbe(call) && !call.leaseEnded && !clock.instant().isBefore(call.leaseUntil)) {
                call.leaseEnded = true;
                theirs.endLease();
            }
        }
    }

    private boolean isProbe(Call call) {
        return state == Kind.HALF_OPEN && call.era == era;
    }

    private Optional<String> ask() {
        boolean there = theirs.ask();
        if (ours.tryAcquire(clock.instant()) instanceof Admitted(Permit permit)) {
            underWay.add(new Call(permit, era, clock.instant().plus(policy.lease())));
            return there ? compare() : Optional.of("permitted here, refused there while " + state);
        }
        return there ? Optional.of("refused here, permitted there while " + state) : compare();
    }

    private Optional<Call> pick(int pick) {
        return underWay.isEmpty() ? Optional.empty() : Optional.of(underWay.remove(pick % underWay.size()));
    }

    private void end(Call call, Reported how, Duration duration) {
        ours.record(call.permit, how.ours(), duration, clock.instant());
        if (call.era == era) {
            theirs.end(how, duration, call.leaseEnded);
        } else {
            theirs.withhold();
        }
    }

    private void giveBack(Call call) {
        ours.release(call.permit, clock.instant());
        if (call.era == era) {
            theirs.giveBack(call.leaseEnded);
        } else {
            theirs.withhold();
        }
    }

    private Optional<String> compare() {
        Kind here = ours.state().kind();
        Kind there = theirs.state();
        if (here != there) {
            return Optional.of("%s here, %s there, was %s".formatted(here, there, state));
        }
        if (here != state) {
            state = here;
            era++;
        }
        if (here == Kind.CLOSED) {
            WindowCounts counts = ours.metrics(clock.instant()).window();
            Held held = new Held(counts.calls(), counts.failed(), counts.slow());
            if (!held.equals(theirs.window())) {
                return Optional.of("the window holds %s here, %s there".formatted(held, theirs.window()));
            }
        }
        return Optional.empty();
    }

    /** What a window holds. */
    record Held(long calls, long failed, long slow) {}
}
