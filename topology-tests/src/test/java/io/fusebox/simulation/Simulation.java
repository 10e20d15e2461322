package io.fusebox.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs scenarios; where one fails, finds the shortest that fails in the same way. */
final class Simulation {
    private static final int MOST_LINES = 150;

    private final Seams seams;
    private final Supplier<Invariants> invariants;

    /** @param invariants new ones for each world */
    Simulation(Seams seams, Supplier<Invariants> invariants) {
        this.seams = seams;
        this.invariants = invariants;
    }

    /** Of Fusebox as it is. */
    static Simulation plain() {
        return new Simulation(Seams.NONE, Invariants::all);
    }

    /** @param violation the first one; the world ended there */
    record Outcome(int calls, int crashes, Optional<Violation> violation) {}

    Outcome run(Scenario scenario) {
        World world = new World(scenario, seams, invariants.get());
        Optional<Violation> violation = run(world);
        int calls = (int) scenario.happenings().stream().filter(Happening.CallSubmitted.class::isInstance).count();
        return new Outcome(calls, world.crashes(), violation);
    }

    private static Optional<Violation> run(World world) {
        try {
            world.run();
            return Optional.empty();
        } catch (Violation violation) {
            return Optional.of(violation);
        }
    }

    /** What happened, in the fewest words that were found, and how to see it again. */
    String report(long seed, Violation violation) {
        Scenario scenario = Scenario.of(seed);
        Scenario shortest = new Shrinker(candidate -> failsAlike(candidate, violation)).shortest(scenario);
        World world = new World(shortest, seams, invariants.get());
        List<String> story = new ArrayList<>();
        world.tellTo(new WrittenStory(world, story::add));
        Optional<Violation> again = run(world);
        return """

                simulation: seed %d, %s
                replay: mvn -B verify -pl topology-tests -am -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.seed=%d
                the shortest history that was found, of %d events (of %d), on %d partitions with %d destinations:
                %s
                what came of it (the last %d lines):
                %s
                %s
                """
                .formatted(seed, violation.getMessage(), seed, shortest.happenings().size(),
                        scenario.happenings().size(), shortest.partitions(), shortest.destinations(),
                        lines(shortest.happenings()), MOST_LINES,
                        String.join("\n", story.subList(Math.max(0, story.size() - MOST_LINES), story.size())),
                        again.map(Violation::getMessage).orElse("nothing: it failed but once"));
    }

    private boolean failsAlike(Scenario candidate, Violation violation) {
        return run(candidate).violation().filter(found -> found.invariant().equals(violation.invariant())).isPresent();
    }

    private static String lines(List<Happening> happenings) {
        return String.join("\n", happenings.stream().map(happening -> "  " + WrittenStory.line(happening)).toList());
    }
}
