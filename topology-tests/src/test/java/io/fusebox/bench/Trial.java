package io.fusebox.bench;

import java.util.List;
import java.util.concurrent.Callable;

/** One contender in one scenario. */
public interface Trial {
    /** Its name in the results. */
    String contender();

    /** Done once a round; leaves nothing behind. */
    List<Reading> measure() throws Exception;

    static Trial of(String contender, Callable<List<Reading>> measurement) {
        return new Trial() {
            @Override
            public String contender() {
                return contender;
            }

            @Override
            public List<Reading> measure() throws Exception {
                return measurement.call();
            }
        };
    }
}
