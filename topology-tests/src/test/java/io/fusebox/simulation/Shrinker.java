package io.fusebox.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Takes happenings away from a scenario for as long as it still fails: halves first, then quarters, and so on down to single ones
 * (delta debugging; Zeller and Hildebrandt, 2002).
 */
final class Shrinker {
    private static final int MOST_RUNS = 1_500;

    private final Predicate<Scenario> fails;
    private int runs;

    Shrinker(Predicate<Scenario> fails) {
        this.fails = fails;
    }

    /** @param scenario one that fails */
    Scenario shortest(Scenario scenario) {
        List<Happening> rest = scenario.happenings();
        for (int parts = 2; rest.size() > 1 && runs < MOST_RUNS;) {
            List<Happening> fewer = withoutAPart(scenario, rest, parts);
            boolean smaller = fewer.size() < rest.size();
            if (!smaller && parts >= rest.size()) {
                break;
            }
            parts = Math.min(fewer.size(), smaller ? Math.max(2, parts - 1) : 2 * parts);
            rest = fewer;
        }
        return scenario.with(rest);
    }

    /** The happenings without the first part that is not needed; all of them, where each is. */
    private List<Happening> withoutAPart(Scenario scenario, List<Happening> happenings, int parts) {
        int size = (happenings.size() + parts - 1) / parts;
        for (int from = 0; from < happenings.size() && runs < MOST_RUNS; from += size) {
            List<Happening> fewer = new ArrayList<>(happenings.subList(0, from));
            fewer.addAll(happenings.subList(Math.min(from + size, happenings.size()), happenings.size()));
            runs++;
            if (fails.test(scenario.with(fewer))) {
                return fewer;
            }
        }
        return happenings;
    }
}
