package io.fusebox.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Looks for the shortest history that still fails: leaves out ever shorter runs of steps, until not one can be missed. */
final class Shrinking {
    private Shrinking() {}

    static History shortest(History failing, Predicate<History> fails) {
        History shortest = failing;
        boolean shorter = true;
        while (shorter) {
            int before = shortest.steps().size();
            for (int run = Math.max(1, before / 2); run > 0; run /= 2) {
                shortest = without(run, shortest, fails);
            }
            shorter = shortest.steps().size() < before;
        }
        return shortest;
    }

    private static History without(int run, History failing, Predicate<History> fails) {
        History shortest = failing;
        int from = 0;
        while (from < shortest.steps().size()) {
            List<Step> rest = new ArrayList<>(shortest.steps());
            rest.subList(from, Math.min(from + run, rest.size())).clear();
            History candidate = new History(shortest.policy(), rest);
            if (fails.test(candidate)) {
                shortest = candidate;
            } else {
                from += run;
            }
        }
        return shortest;
    }
}
