package io.fusebox.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.Admission.Admitted;
import io.fusebox.breaker.BreakerPolicy.Mode;
import io.fusebox.breaker.BreakerState.HalfOpen;
import io.fusebox.breaker.BreakerState.Kind;
import io.fusebox.breaker.BreakerState.Open;
import io.fusebox.breaker.StateChange.Cause;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Operator;
import io.fusebox.call.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two breakers live through the same random life: calls that succeed, fail, are given back or never report, time that passes and steps
 * back, operators, other policies. One of them is again and again thrown away and restored from its snapshot. After each step the rules
 * that always hold are checked, and that nobody could tell the two apart.
 *
 * <p>To replay a failure: its message begins with the step; the seed is the test's argument.
 */
class RandomisedInvariantsTest {
    private static final int STEPS = 100_000;
    private static final int MAX_PROBES = 3;
    private static final Duration LEASE = Duration.ofSeconds(7);

    private final List<BreakerPolicy> policies = List.of(policy(Bench.classic()),
            policy(BreakerPreset.CLASSIC.policy().toBuilder().openInterval(Duration.ofSeconds(2))).toBuilder()
                    .halfOpenMaxWait(Duration.ofSeconds(1))
                    .build(),
            policy(BreakerPreset.STANDARD.policy().toBuilder()),
            policy(BreakerPreset.STANDARD.policy().toBuilder()).toBuilder()
                    .slowCalls(Duration.ofMillis(400), 0.5)
                    .window(50, Duration.ZERO)
                    .build(),
            policy(BreakerPreset.STANDARD.policy().toBuilder().mode(Mode.DISABLED)));

    /** A call under way, as both know it. */
    private record UnderWay(Permit whole, Permit broken, Instant leaseUntil) {}

    private final List<StateChange> wholeChanges = new ArrayList<>();
    private final List<StateChange> brokenChanges = new ArrayList<>();
    private final List<UnderWay> underWay = new ArrayList<>();
    private final List<UnderWay> neverReport = new ArrayList<>();
    private Instant now = Bench.START;
    private double failureRate;

    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 3 })
    void aRandomLifeBreaksNoRuleAndRestartsChangeNothing(long seed) {
        Random chance = new Random(seed);
        Random brokenJitter = new Random(seed);
        BreakerPolicy first = policies.getFirst();
        BreakerName name = BreakerName.of("payments");
        Breaker whole = new Breaker(name, first, new Random(seed), wholeChanges::add, now);
        Breaker broken = new Breaker(name, first, brokenJitter, brokenChanges::add, now);

        for (int step = 0; step < STEPS; step++) {
            if (chance.nextInt(50) == 0) {
                broken = restarted(broken, brokenJitter);
            }
            live(whole, broken, chance);
            check(step, whole, broken);
        }

        assertThat(wholeChanges).extracting(StateChange::cause).contains(Cause.values());
        Set<Kind> reached = EnumSet.noneOf(Kind.class);
        wholeChanges.forEach(change -> reached.add(change.to()));
        assertThat(reached).containsExactlyInAnyOrder(Kind.values());
    }

    private void live(Breaker whole, Breaker broken, Random chance) {
        int dice = chance.nextInt(1_000);
        if (dice < 400) {
            acquire(whole, broken);
        } else if (dice < 800) {
            end(whole, broken, chance);
        } else if (dice < 980) {
            pass(Duration.ofNanos(chance.nextLong(chance.nextInt(20) == 0 ? 20_000_000_000L : 300_000_000L)));
        } else if (dice < 985) {
            stepBack(whole, Duration.ofMillis(chance.nextInt(3) == 0 ? chance.nextInt(1_000) : 3_600_000));
        } else if (dice < 991) {
            failureRate = chance.nextInt(4) / 4.0;
        } else if (dice < 993) {
            BreakerPolicy policy = policies.get(chance.nextInt(policies.size()));
            whole.changePolicy(policy, now);
            broken.changePolicy(policy, now);
        } else if (dice < 999) {
            whole.automatic(Operator.UNNAMED, now);
            broken.automatic(Operator.UNNAMED, now);
        } else {
            int which = chance.nextInt(3);
            command(which, whole);
            command(which, broken);
        }
    }

    private void acquire(Breaker whole, Breaker broken) {
        boolean expected = whole.wouldAdmit(now);
        Admission one = whole.tryAcquire(now);
        Admission other = broken.tryAcquire(now);
        assertThat(one instanceof Admitted).isEqualTo(expected);
        if (one instanceof Admitted(Permit wholePermit) && other instanceof Admitted(Permit brokenPermit)) {
            assertThat(whole.state()).isNotInstanceOf(Open.class);
            underWay.add(new UnderWay(wholePermit, brokenPermit, whole.snapshot(now).at().plus(LEASE)));
        } else {
            assertThat(other).isEqualTo(one);
        }
    }

    private void end(Breaker whole, Breaker broken, Random chance) {
        if (underWay.isEmpty()) {
            return;
        }
        UnderWay call = underWay.remove(chance.nextInt(underWay.size()));
        int fate = chance.nextInt(20);
        if (fate == 0) {
            whole.release(call.whole(), now);
            broken.release(call.broken(), now);
        } else if (fate == 1) {
            neverReport.add(call);
        } else {
            Outcome outcome = fate == 2 ? Bench.NOT_FOUND : chance.nextDouble() < failureRate ? Bench.ERROR : Bench.OK;
            Duration duration = Duration.ofMillis(chance.nextInt(1_000));
            whole.record(call.whole(), outcome, duration, now);
            broken.record(call.broken(), outcome, duration, now);
        }
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    /** Whoever keeps the leases of calls under way moves them with the clock, as the breaker does. */
    private void stepBack(Breaker whole, Duration by) {
        Instant seen = whole.snapshot(now).at();
        now = now.minus(by);
        Duration moved = Duration.between(whole.snapshot(now).at(), seen);
        moveBack(underWay, moved);
        moveBack(neverReport, moved);
    }

    private static void moveBack(List<UnderWay> calls, Duration by) {
        calls.replaceAll(call -> new UnderWay(call.whole(), call.broken(), call.leaseUntil().minus(by)));
    }

    private void command(int which, Breaker breaker) {
        switch (which) {
            case 0 -> breaker.reset(Operator.UNNAMED, now);
            case 1 -> breaker.forceOpen(Operator.UNNAMED, now);
            case 2 -> breaker.forceClosed(Operator.UNNAMED, now);
            default -> throw new AssertionError(which);
        }
    }

    private Breaker restarted(Breaker broken, Random jitter) {
        Breaker next = Breaker.restore(broken.snapshot(now), broken.policy(), jitter, brokenChanges::add, now);
        neverReport.removeIf(call -> !now.isBefore(call.leaseUntil()));
        adopt(next, underWay);
        adopt(next, neverReport);
        return next;
    }

    private static void adopt(Breaker next, List<UnderWay> calls) {
        calls.replaceAll(call -> new UnderWay(call.whole(),
                next.adopt(call.broken().generation(), call.broken().probe(), call.leaseUntil()), call.leaseUntil()));
    }

    private void check(int step, Breaker whole, Breaker broken) {
        String where = "step " + step;
        whole.observe(now);
        broken.observe(now);
        Instant time = whole.snapshot(now).at();
        assertThat(broken.state()).as(where).isEqualTo(whole.state());
        assertThat(broken.generation()).as(where).isEqualTo(whole.generation());
        assertThat(broken.nextWakeUp()).as(where).isEqualTo(whole.nextWakeUp());
        assertThat(broken.wouldAdmit(now)).as(where).isEqualTo(whole.wouldAdmit(now));
        if (step % 20 == 0) {
            assertThat(broken.snapshot(now)).as(where).isEqualTo(whole.snapshot(now));
            assertThat(broken.metrics(now)).as(where).isEqualTo(whole.metrics(now));
            assertThat(brokenChanges).as(where).isEqualTo(wholeChanges);
            checkSequence(where);
        }
        switch (whole.state()) {
            case HalfOpen _ -> {
                long out = Stream.concat(underWay.stream(), neverReport.stream())
                        .filter(call -> call.whole().generation() == whole.generation() && call.whole().probe())
                        .filter(call -> time.isBefore(call.leaseUntil()))
                        .count();
                assertThat(out).as(where).isLessThanOrEqualTo(MAX_PROBES);
                assertThat(whole.wouldAdmit(now) || whole.nextWakeUp().isPresent()).as(where).isTrue();
            }
            case Open open -> {
                assertThat(whole.wouldAdmit(now)).as(where).isFalse();
                assertThat(open.until()).as(where).isBetween(time, time.plus(whole.policy().openIntervalMax()));
            }
            case BreakerState.Closed _,BreakerState.ForcedClosed _,BreakerState.Disabled _ ->
                assertThat(whole.wouldAdmit(now)).as(where).isTrue();
            case BreakerState.ForcedOpen _ -> assertThat(whole.wouldAdmit(now)).as(where).isFalse();
        }
    }

    private void checkSequence(String where) {
        for (int i = Math.max(1, wholeChanges.size() - 20); i < wholeChanges.size(); i++) {
            assertThat(wholeChanges.get(i).sequence()).as(where).isEqualTo(i + 1L);
            assertThat(wholeChanges.get(i).from()).as(where).isEqualTo(wholeChanges.get(i - 1).to());
        }
    }

    private static BreakerPolicy policy(BreakerPolicyBuilder builder) {
        return builder.halfOpen(MAX_PROBES, 2, 2).timeout(LEASE.minus(Probes.LEASE_MARGIN)).build();
    }
}
