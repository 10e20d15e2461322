package io.fusebox.differential;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** A policy, and what happens under it. */
record History(SharedPolicy policy, List<Step> steps) {
    private static final int MOST_STEPS = 80;

    static History random(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        SharedPolicy policy = SharedPolicy.random(random);
        int failures = random.nextInt(101);
        int length = 1 + random.nextInt(MOST_STEPS);
        List<Step> steps = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            steps.add(step(policy, failures, random));
        }
        return new History(policy, steps);
    }

    private static Step step(SharedPolicy policy, int failures, RandomGenerator random) {
        int choice = random.nextInt(100);
        if (choice < 38) {
            return new Step.Ask();
        }
        if (choice < 76) {
            return new Step.End(random.nextInt(8), how(failures, random), duration(policy, random));
        }
        if (choice < 92) {
            return new Step.Wait(wait(policy, random));
        }
        if (choice < 96) {
            return new Step.GiveBack(random.nextInt(8));
        }
        return choice == 96 ? new Step.Reset() : choice == 97 ? new Step.ForceOpen() : new Step.Release();
    }

    private static Reported how(int failures, RandomGenerator random) {
        if (random.nextInt(10) == 0) {
            return Reported.IGNORED_OUTCOME;
        }
        return random.nextInt(100) < failures ? Reported.FAILURE : Reported.SUCCESS;
    }

    /** Mostly about the threshold, where it matters. */
    private static Duration duration(SharedPolicy policy, RandomGenerator random) {
        return switch (random.nextInt(5)) {
            case 0 -> policy.slowThreshold();
            case 1 -> policy.slowThreshold().plusNanos(1);
            case 2 -> policy.slowThreshold().multipliedBy(3);
            default -> Duration.ofMillis(random.nextInt(500));
        };
    }

    /** Mostly about the times at which something ends: exactly then, and just before and after. */
    private static Duration wait(SharedPolicy policy, RandomGenerator random) {
        Duration tick = Duration.ofMillis(policy.byTime() ? 1_000 : 1);
        Duration about = switch (random.nextInt(8)) {
            case 0, 1 -> policy.openInterval();
            case 2 -> policy.openInterval().multipliedBy(policy.growth());
            case 3 -> policy.maxWait();
            case 4 -> policy.lease();
            case 5 -> Duration.ofSeconds(policy.window());
            default -> tick.multipliedBy(random.nextInt(6));
        };
        Duration wait = about.plus(tick.multipliedBy(random.nextInt(3) - 1));
        return wait.isPositive() ? wait : tick;
    }

    @Override
    public String toString() {
        return policy + steps.stream().map(step -> "\n  " + step).collect(Collectors.joining());
    }
}
