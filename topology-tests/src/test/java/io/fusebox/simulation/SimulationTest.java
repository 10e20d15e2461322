package io.fusebox.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A short simulation, of the same worlds in each build and of one that is new. {@code -Dsimulation.seed=123} runs that world instead;
 * the long simulation is {@link LongSimulation}.
 */
class SimulationTest {
    private static final int WORLDS = 40;

    private final Simulation simulation = Simulation.plain();

    @Test
    void holdsItsPromisesInWorldsOfTrouble() throws InterruptedException {
        Optional<Long> chosen = Optional.ofNullable(System.getProperty("simulation.seed")).map(Long::valueOf);
        Fleet fleet = new Fleet(simulation, chosen.orElse(1L), System.out::println);

        fleet.runWorlds(chosen.isPresent() ? 1 : WORLDS);

        System.out.println(fleet.summary());
        fleet.failure().ifPresent(failure -> fail(simulation.report(failure.seed(), failure.violation())));
    }

    @Test
    void holdsItsPromisesInAWorldNobodyHasSeen() {
        long seed = System.nanoTime();
        System.out.println("simulation: seed " + seed);

        Optional<Violation> violation = simulation.run(Scenario.of(seed)).violation();

        violation.ifPresent(found -> fail(simulation.report(seed, found)));
    }

    @Test
    void tellsTheSameStoryOfTheSameSeed() {
        assertThat(storyOf(4)).isEqualTo(storyOf(4)).hasSizeGreaterThan(10_000);
        assertThat(storyOf(4)).isNotEqualTo(storyOf(5));
    }

    private static List<String> storyOf(long seed) {
        List<String> lines = new ArrayList<>();
        World world = new World(Scenario.of(seed), Seams.NONE, Invariants.all());
        world.tellTo(new WrittenStory(world, lines::add));
        world.run();
        return lines;
    }
}
