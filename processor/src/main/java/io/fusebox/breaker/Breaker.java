package io.fusebox.breaker;

import io.fusebox.breaker.Admission.Admitted;
import io.fusebox.breaker.Admission.Refused;
import io.fusebox.breaker.BreakerState.Closed;
import io.fusebox.breaker.BreakerState.Disabled;
import io.fusebox.breaker.BreakerState.ForcedClosed;
import io.fusebox.breaker.BreakerState.ForcedOpen;
import io.fusebox.breaker.BreakerState.HalfOpen;
import io.fusebox.breaker.BreakerState.Open;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Operator;
import io.fusebox.call.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The fuse of one destination, or of one of its operations: refuses calls while they would fail anyway, and finds out when they would not.
 * The states and what leads from one to another stand at {@link BreakerState}, the knobs at {@link BreakerPolicy}.
 *
 * <p>A deterministic machine: the time and the randomness are arguments. Every method that is told the time first applies what that brings
 * ({@link #observe}). Times are kept in whole milliseconds. A clock that was set back takes all that is remembered with it, so that
 * nothing is lost and nothing waits longer; by up to a second it is simply waited for.
 *
 * <p>Threading notes: has one owner. State changes are told to the consumer last, when the breaker is whole in its new state.
 */
public final class Breaker {
    /** For all breakers that have never changed, which are most. */
    private static final Admitted OF_FIRST_GENERATION = new Admitted(
            new Permit(BreakerSnapshot.FIRST_GENERATION, false, 0));

    private final Machine machine;

    /** The same for all calls of a generation, so that a call costs no garbage. */
    private Admitted admitted = OF_FIRST_GENERATION;

    /**
     * A new breaker, closed (or disabled, where that is the mode).
     *
     * @param random draws the jitter of open intervals, once per opening
     * @param onChange is told of every state change
     */
    public Breaker(BreakerName name, BreakerPolicy policy, RandomGenerator random, Consumer<StateChange> onChange,
            Instant now) {
        this(new Machine(BreakerSnapshot.fresh(name, policy, now.truncatedTo(ChronoUnit.MILLIS)), policy, random,
                onChange));
    }

    private Breaker(Machine machine) {
        this.machine = machine;
    }

    /**
     * The breaker that a snapshot was taken of, with what the time since then has brought. The policy may be another; what the window
     * holds is judged by it from the next call on.
     */
    public static Breaker restore(BreakerSnapshot snapshot, BreakerPolicy policy, RandomGenerator random,
            Consumer<StateChange> onChange, Instant now) {
        Machine machine = new Machine(snapshot, policy, random, onChange);
        machine.resume(now);
        return new Breaker(machine);
    }

    /** Asks leave for a call. What is admitted must be {@link #record}ed or {@link #release}d; a refusal counts as a rejection. */
    public Admission tryAcquire(Instant now) {
        Instant at = machine.arrive(now);
        if (canProbe()) {
            return new Admitted(lendProbe(at.plus(policy().timeout()).plus(Probes.LEASE_MARGIN)));
        }
        if (refuses()) {
            machine.tally.countRejection();
            return new Refused(openUntil());
        }
        if (wouldRefuseButForShadow()) {
            machine.tally.countShadowRejection();
        }
        return admitted();
    }

    /** Whether {@link #tryAcquire} would admit a call; takes and counts nothing. */
    public boolean wouldAdmit(Instant now) {
        machine.arrive(now);
        return canProbe() || !refuses();
    }

    private boolean canProbe() {
        return isHalfOpen() && machine.probes.count() < policy().halfOpen().maxConcurrent();
    }

    /** Shadow mode refuses nothing on its own account; what an operator has forced open stays so. */
    private boolean refuses() {
        return switch (state()) {
            case Closed _,ForcedClosed _,Disabled _ -> false;
            case Open _,HalfOpen _ -> !policy().isShadow();
            case ForcedOpen _ -> true;
        };
    }

    private boolean wouldRefuseButForShadow() {
        return policy().isShadow() && (state() instanceof Open || isHalfOpen());
    }

    private Admitted admitted() {
        if (admitted.permit().generation() != generation()) {
            admitted = new Admitted(new Permit(generation(), false, 0));
        }
        return admitted;
    }

    /** Whether a permit that was not used yet still holds: its state is on, and the mode lets calls through it. */
    public boolean honours(Permit permit) {
        return permit.generation() == generation() && (permit.probe() || !refuses());
    }

    private Permit lendProbe(Instant until) {
        return new Permit(generation(), !policy().isShadow(), machine.probes.lend(until));
    }

    /**
     * A call is over.
     *
     * @param permit it was made with; of an earlier generation it counts in the totals and votes on nothing
     * @param duration of the attempt
     * @return what the outcome says about the destination
     */
    public Verdict record(Permit permit, Outcome outcome, Duration duration, Instant now) {
        Instant at = machine.arrive(now);
        Verdict verdict = Verdict.of(outcome, policy());
        machine.tally.count(verdict, outcome, at);
        if (permit.generation() != generation()) {
            return verdict;
        }
        boolean slow = policy().isSlow(duration);
        switch (state()) {
            case Closed closed -> {
                machine.evidence.record(verdict, slow, outcome, duration, machine.nowMillis());
                if (verdict != Verdict.IGNORED) {
                    machine.judge(closed, at);
                }
            }
            case ForcedClosed _ -> machine.evidence.record(verdict, slow, outcome, duration, machine.nowMillis());
            case HalfOpen half -> {
                if (permit.isLeased()) {
                    machine.probes.takeBack(permit.id());
                    recordProbe(half, verdict, slow, outcome, duration, at);
                }
            }
            case Open _,ForcedOpen _,Disabled _ -> {
            }
        }
        return verdict;
    }

    /** The first vote of a round replaces what had opened the breaker. */
    private void recordProbe(HalfOpen half, Verdict verdict, boolean slow, Outcome outcome, Duration duration,
            Instant at) {
        if (verdict == Verdict.IGNORED) {
            machine.evidence.record(verdict, slow, outcome, duration, machine.nowMillis());
            return;
        }
        if (half.hasNoVote()) {
            machine.evidence.clear(machine.nowMillis());
        }
        machine.evidence.record(verdict, slow, outcome, duration, machine.nowMillis());
        // Where slowness opens a breaker, a slow answer does not show that the destination is back.
        boolean tooSlow = slow && policy().slowCallRateThreshold().isPresent();
        machine.vote(half, verdict == Verdict.SUCCESS && !tooSlow, at);
    }

    /** The call was not made after all, or nobody knows how it ended: gives the permit back and counts nothing. */
    public void release(Permit permit, Instant now) {
        machine.arrive(now);
        if (permit.generation() == generation() && permit.isLeased()) {
            machine.probes.takeBack(permit.id());
        }
    }

    /**
     * Takes over a call that an earlier owner had started. If it probes in the half-open round that is still on, it takes its place there.
     * In shadow mode no call is marked as a probe, and so the votes of those under way are lost.
     *
     * @param generation of the permit that the earlier owner had got
     * @param probe whether that was a probe's
     * @param leaseUntil until when its outcome is waited for
     */
    public Permit adopt(long generation, boolean probe, Instant leaseUntil) {
        if (generation != generation()) {
            return new Permit(generation, probe, 0);
        }
        return probe && isHalfOpen() ? lendProbe(leaseUntil.truncatedTo(ChronoUnit.MILLIS)) : admitted().permit();
    }

    /** A call was refused on the breaker's behalf, without asking it. */
    public void countRejection() {
        machine.tally.countRejection();
    }

    /** Applies what time brings: the end of the open interval, of a probe's lease, of a half-open's longest wait. */
    public void observe(Instant now) {
        machine.arrive(now);
    }

    /** When {@link #observe} will next do something; empty where only a call or an operator does. */
    public Optional<Instant> nextWakeUp() {
        return switch (state()) {
            case Open open -> Optional.of(open.until());
            case HalfOpen half -> Stream.concat(machine.probes.nextExpiry().stream(), machine.giveUpAt(half).stream())
                    .min(Instant::compareTo);
            case Closed _,ForcedOpen _,ForcedClosed _,Disabled _ -> Optional.empty();
        };
    }

    /**
     * Goes on by another policy. State, generation and counts stay; what the window holds is judged anew. A shorter open interval shortens
     * the wait at once; a longer one holds from the next opening on.
     */
    public void changePolicy(BreakerPolicy policy, Instant now) {
        machine.changePolicy(policy, now);
    }

    /** Operator: closed, with an empty window and the shortest wait before it; calls under way have no say. Totals stay. */
    public void reset(Operator operator, Instant now) {
        machine.reset(operator, now);
    }

    /** Operator: refuses all calls, in whatever mode, until {@link #automatic} or {@link #reset}. */
    public void forceOpen(Operator operator, Instant now) {
        machine.forceOpen(operator, now);
    }

    /** Operator: admits and counts all calls until {@link #automatic} or {@link #reset}, whatever their outcomes. */
    public void forceClosed(Operator operator, Instant now) {
        machine.forceClosed(operator, now);
    }

    /** Operator: ends what was forced. What was forced open is probed first; what was forced closed keeps its window. */
    public void automatic(Operator operator, Instant now) {
        machine.automatic(operator, now);
    }

    /** Operator: obeyed by others; the answer is an event here, from the state to itself. */
    public void acknowledge(Operator operator, Instant now) {
        machine.acknowledge(operator, now);
    }

    /**
     * How many calls may be under way at once: after closing it grows evenly from the probes' to the full limit over {@code ramp-up}.
     *
     * @param full the limit at all other times
     */
    public int concurrencyLimit(int full, Instant now) {
        Instant at = machine.arrive(now);
        Optional<Duration> rampUp = policy().rampUp();
        return state() instanceof Closed closed && closed.isRampingUp(rampUp, at) && !policy().isShadow()
                ? closed.limit(policy().halfOpen().maxConcurrent(), full, rampUp.orElseThrow(), at)
                : full;
    }

    /** Whether the calls that are made now are to try the destination; never in shadow mode, where all are made. */
    public boolean isProbing() {
        return isHalfOpen() && !policy().isShadow();
    }

    private boolean isHalfOpen() {
        return state() instanceof HalfOpen;
    }

    /** When it will probe; empty where it is not open, or an operator has it open. */
    public Optional<Instant> openUntil() {
        return machine.openUntil();
    }

    public BreakerName name() {
        return machine.name;
    }

    public BreakerPolicy policy() {
        return machine.policy();
    }

    public BreakerState state() {
        return machine.state();
    }

    /** Of the present state; grows with every change. */
    public long generation() {
        return machine.generation();
    }

    /** All that it remembers, to be kept. */
    public BreakerSnapshot snapshot(Instant now) {
        return machine.snapshot(now);
    }

    public BreakerMetrics metrics(Instant now) {
        Instant at = machine.arrive(now);
        Evidence evidence = machine.evidence;
        return new BreakerMetrics(state().kind(), evidence.counts(), machine.tally.totals(),
                machine.tally.lastFailure(), state().isOpen() ? 0 : evidence.throughput(), evidence.covered(),
                evidence.isFull(), machine.availability.share(at), machine.journal.latest());
    }
}
