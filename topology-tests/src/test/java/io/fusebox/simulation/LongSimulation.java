package io.fusebox.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;

/** Ten million calls in worlds of trouble; {@code mvn verify -Psimulation} runs it, and nothing else. */
class LongSimulation {
    private static final long FIRST_SEED = 1_000;
    private static final long CALLS = Long.getLong("simulation.calls", 10_000_000);

    @Test
    void holdsItsPromisesForTenMillionCalls() throws InterruptedException {
        Simulation simulation = Simulation.plain();
        Fleet fleet = new Fleet(simulation, FIRST_SEED, System.out::println);

        fleet.runCalls(CALLS);

        fleet.failure().ifPresent(failure -> fail(simulation.report(failure.seed(), failure.violation())));
        assertThat(fleet.calls()).isGreaterThanOrEqualTo(CALLS);
        System.out.println(fleet.summary());
    }
}
