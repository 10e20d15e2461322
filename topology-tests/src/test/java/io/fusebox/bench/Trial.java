package io.fusebox.bench;

import java.util.List;

/** One contender in one scenario. */
public interface Trial {
    /** Its name in the results. */
    String contender();

    /** Done once a round; leaves nothing behind. */
    List<Reading> measure() throws Exception;
}
