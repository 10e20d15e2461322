package io.fusebox.bench;

import java.util.List;

/** One contender in one scenario. */
public interface Trial {
    /** Its name in the results. */
    String contender();

    /** Done once a round; leaves nothing behind. */
    List<Reading> measure() throws Exception;

    /** The same for each contender that takes part. */
    static List<Trial> of(Scenario scenario, List<Contender> contenders, Measurement measurement) {
        return contenders.stream()
                .filter(it -> it.takesPart(scenario.name()))
                .map(it -> of(it, measurement))
                .toList();
    }

    private static Trial of(Contender contender, Measurement measurement) {
        return new Trial() {
            @Override
            public String contender() {
                return contender.name();
            }

            @Override
            public List<Reading> measure() throws Exception {
                return measurement.of(contender);
            }
        };
    }

    /** What is measured of a contender. */
    interface Measurement {
        List<Reading> of(Contender contender) throws Exception;
    }
}
