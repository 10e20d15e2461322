package io.fusebox.simulation;

import io.fusebox.breaker.BreakerPolicy;
import io.fusebox.breaker.BreakerPolicy.Mode;
import io.fusebox.breaker.BreakerPolicyBuilder;
import io.fusebox.breaker.BreakerPreset;
import io.fusebox.call.Destination;
import io.fusebox.call.OutcomeList;
import io.fusebox.call.Payload;
import io.fusebox.call.Response;
import io.fusebox.dispatch.CallMatch;
import io.fusebox.dispatch.DestinationPolicy;
import io.fusebox.dispatch.DestinationPolicy.Guard;
import io.fusebox.dispatch.DestinationPolicy.Operation;
import io.fusebox.dispatch.FallbackChain;
import io.fusebox.dispatch.FallbackPolicy;
import io.fusebox.dispatch.FallbackPolicy.CacheLimits;
import io.fusebox.dispatch.FallbackStep;
import io.fusebox.gate.GatePolicy;
import io.fusebox.gate.PauseRules;
import io.fusebox.gate.Rate;
import io.fusebox.retry.RetryPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Draws policies, with times that fit a minute of simulation. What calls rely on for life (their age, how often they may be sent) is drawn once for a
 * destination; the rest anew with every change.
 */
final class PolicyShape {
    static final Duration LONGEST_AGE = Duration.ofSeconds(40);
    static final int MOST_ATTEMPTS = 5;
    static final int MOST_BACKUPS = 2;
    static final Response DEFAULT = new Response(299, Map.of(), Payload.ofText("by default"), false);

    private PolicyShape() {}

    /**
     * @param destinations that there are, to be each other's backups
     * @param change 0 for the first policy of a destination
     */
    static DestinationPolicy draw(Dice world, String name, int destinations, int change) {
        Dice forLife = world.of(name);
        Dice dice = forLife.of(1_000 + change);
        Guard guard = guard(dice.of(1));
        Destination destination = new Destination(name, URI.create("http://" + name), dice.of(2).between(1, 12),
                Map.of(), false, 0, true, 65_536);
        RetryPolicy retry = new RetryPolicy(Duration.ofMillis(dice.of(3).between(20, 400)),
                Duration.ofMillis(dice.of(4).between(400, 3_000)), dice.of(5).between(2, MOST_ATTEMPTS),
                dice.of(13).between(1, MOST_ATTEMPTS),
                Duration.ofSeconds(forLife.of(6).between(10, (int) LONGEST_AGE.toSeconds())), Duration.ofSeconds(30),
                RetryPolicy.DEFAULT_ON, OutcomeList.NONE);
        Map<String, Operation> operations = new LinkedHashMap<>();
        for (int i = 0; i < forLife.of(7).below(3) - (dice.of(8).chance(15) ? 1 : 0); i++) {
            operations.put("op" + i, new Operation(CallMatch.NONE, guard(dice.of(20 + i))));
        }
        return DestinationPolicy.of(destination, guard)
                .operations(operations)
                .idempotent(!forLife.of(11).chance(25))
                .queue(dice.of(9).between(0, 60))
                .gate(gate(dice.of(12)))
                .retry(retry)
                .fallback(fallback(dice.of(10), destinations))
                .deduplicate(forLife.of(15).chance(40) ? Optional.of(Duration.ofHours(1)) : Optional.empty())
                .breakerIdle(Duration.ofSeconds(dice.of(14).between(1, 10)))
                .build();
    }

    /** A backup may be the destination itself, or one that is not configured: nobody is harmed. */
    private static FallbackPolicy fallback(Dice dice, int destinations) {
        List<FallbackStep> steps = new ArrayList<>();
        if (dice.of(1).chance(60)) {
            if (dice.of(2).chance(50)) {
                steps.add(new FallbackStep.Cache());
            }
            for (int i = 0; i < dice.of(3).below(MOST_BACKUPS + 1); i++) {
                steps.add(new FallbackStep.Backup(Scenario.destination(dice.of(4 + i).below(destinations + 1))));
            }
            if (dice.of(6).chance(20)) {
                steps.add(new FallbackStep.Default(DEFAULT));
            }
        }
        steps.add(dice.of(7).chance(20) ? new FallbackStep.Fail() : new FallbackStep.Queue());
        return new FallbackPolicy(new FallbackChain(steps), Map.of(),
                new CacheLimits(Duration.ofMillis(dice.of(8).between(500, 5_000)), dice.of(9).between(1, 9), 1_000));
    }

    private static GatePolicy gate(Dice dice) {
        Optional<Rate> rate = dice.of(1).chance(30)
                ? Optional.of(new Rate(dice.of(2).between(2, 40), Duration.ofMillis(dice.of(3).between(200, 1_000)),
                        dice.of(4).between(1, 8)))
                : Optional.empty();
        Optional<Integer> least = dice.of(6).chance(30) ? Optional.of(1) : Optional.empty();
        return new GatePolicy(least, rate, Duration.ofMillis(dice.of(5).between(500, 5_000)),
                PauseRules.NONE);
    }

    private static Guard guard(Dice dice) {
        BreakerPreset preset = dice.of(1).chance(50) ? BreakerPreset.STANDARD : BreakerPreset.CLASSIC;
        int halfOpen = dice.of(2).between(1, 3);
        BreakerPolicyBuilder policy = preset.policy()
                .toBuilder()
                .failureThreshold(dice.of(3).between(2, 6), Duration.ofMillis(dice.of(4).chance(50) ? 0 : 300))
                .timeout(Duration.ofMillis(dice.of(5).between(200, 1_500)))
                .openInterval(Duration.ofMillis(dice.of(6).between(200, 2_000)))
                .openIntervalGrowth(2, Duration.ofSeconds(5))
                .halfOpen(halfOpen, dice.of(7).between(1, 3), dice.of(8).between(1, 2))
                .mode(mode(dice.of(9)));
        if (dice.of(10).chance(30)) {
            policy.halfOpenMaxWait(Duration.ofMillis(dice.of(11).between(500, 4_000)));
        }
        if (dice.of(12).chance(30)) {
            policy.slowCalls(Duration.ofMillis(100), 0.8);
        }
        return new Guard(ramped(policy, dice.of(13)), Map.of());
    }

    private static BreakerPolicy ramped(BreakerPolicyBuilder policy, Dice dice) {
        return dice.chance(50) ? policy.rampUp(Duration.ofSeconds(2)).build() : policy.rampUpOff().build();
    }

    private static Mode mode(Dice dice) {
        int draw = dice.below(100);
        return draw < 84 ? Mode.ENFORCING : draw < 92 ? Mode.SHADOW : Mode.DISABLED;
    }
}
