package io.fusebox.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * What is done, in which order and with which pauses between: the same for the same seed.
 *
 * @param random for what is decided on the way, such as which pod it hits
 */
record Plan(long seed, List<Step> steps, RandomGenerator random) {

    /** @param pause before it */
    record Step(Duration pause, Mischief mischief) {}

    /** How many of each. */
    record Counts(
            int podKills,
            int brokerKills,
            int longBrokerKills,
            int stops,
            int pauses,
            int newbornPauses,
            int losses,
            int additions,
            int sicknesses,
            int outages) {

        static Counts brief() {
            return new Counts(1, 0, 0, 0, 1, 0, 0, 0, 1, 0);
        }

        static Counts full() {
            return new Counts(30, 4, 2, 5, 5, 5, 3, 3, 5, 5);
        }

        /** One for so many of these, rounded up. */
        Counts share(int of) {
            return new Counts(Math.ceilDiv(podKills, of), Math.ceilDiv(brokerKills, of),
                    Math.ceilDiv(longBrokerKills, of), Math.ceilDiv(stops, of), Math.ceilDiv(pauses, of),
                    Math.ceilDiv(newbornPauses, of), Math.ceilDiv(losses, of), Math.ceilDiv(additions, of),
                    Math.ceilDiv(sicknesses, of), Math.ceilDiv(outages, of));
        }
    }

    /** @param longestPause between two mischiefs; at least 1 s */
    static Plan of(long seed, Counts counts, Duration longestPause) {
        Random random = new Random(seed);
        List<Mischief> all = new ArrayList<>();
        add(all, counts.podKills(), random, it -> new Mischief.KillPod(millis(it, 0, 3_000)));
        add(all, counts.brokerKills(), random, it -> new Mischief.KillBroker(millis(it, 0, 2_000)));
        add(all, counts.longBrokerKills(), random, it -> new Mischief.KillBroker(millis(it, 9_000, 14_000)));
        add(all, counts.stops(), random, it -> new Mischief.StopPod(millis(it, 0, 2_000)));
        add(all, counts.pauses(), random, it -> new Mischief.PausePod(millis(it, 500, 12_000)));
        add(all, counts.newbornPauses(), random, it -> new Mischief.PauseNewborn(millis(it, 7_000, 10_000)));
        add(all, counts.losses(), random, _ -> new Mischief.LoseState());
        add(all, counts.additions(), random, it -> new Mischief.AddPod(millis(it, 8_000, 15_000)));
        add(all, counts.sicknesses(), random, it -> new Mischief.Sickness(millis(it, 3_000, 20_000)));
        add(all, counts.outages(), random, it -> new Mischief.Outage(millis(it, 3_000, 20_000)));
        Collections.shuffle(all, random);
        return new Plan(seed,
                all.stream().map(it -> new Step(millis(random, 1_000, (int) longestPause.toMillis() + 1), it)).toList(),
                random);
    }

    private static void add(List<Mischief> all, int count, Random random, Function<Random, Mischief> one) {
        for (int i = 0; i < count; i++) {
            all.add(one.apply(random));
        }
    }

    private static Duration millis(Random random, int from, int to) {
        return Duration.ofMillis(random.nextInt(from, to));
    }
}
