package io.fusebox.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation is worth something only if it fails where Fusebox is broken: each mutant, by the invariant that is meant for it. */
class MutantTest {
    private static final long WORLDS = 80;

    @ParameterizedTest
    @EnumSource
    void isNoticed(Mutant mutant) {
        Invariant expected = mutant.noticedBy();

        Optional<Violation> noticed = LongStream.rangeClosed(1, WORLDS)
                .mapToObj(Scenario::of)
                .flatMap(scenario -> new Simulation(mutant, () -> Invariants.of(List.of(mutant.noticedBy())))
                        .run(scenario)
                        .violation()
                        .stream())
                .findFirst();

        assertThat(noticed.map(Violation::invariant)).contains(expected.name());
    }
}
