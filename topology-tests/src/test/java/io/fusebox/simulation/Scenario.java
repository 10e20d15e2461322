package io.fusebox.simulation;

import java.util.List;

/**
 * All that is not decided by Fusebox itself. The same scenario always runs in the same way.
 *
 * @param seed of all that chance decides beside the happenings
 * @param happenings in the order of their times
 */
record Scenario(long seed, int partitions, int destinations, boolean tellDeferred, List<Happening> happenings) {

    static Scenario of(long seed) {
        return new ScenarioWriter(seed).write();
    }

    Scenario with(List<Happening> others) {
        return new Scenario(seed, partitions, destinations, tellDeferred, List.copyOf(others));
    }

    Dice dice() {
        return new Dice(seed);
    }

    long end() {
        return happenings.isEmpty() ? 0 : happenings.getLast().at();
    }

    static String destination(int number) {
        return "d" + number;
    }
}
