package io.fusebox.bench;

import java.util.List;

/** A line of the table: what is measured, and of whom. Those outside this package are found by {@link java.util.ServiceLoader}. */
public interface Scenario {
    String name();

    /**
     * Each is measured once a round, in an order that changes from round to round.
     *
     * @param site where processes run; scenarios that need none of it never touch it
     * @param contenders all there are
     */
    List<Trial> trials(Site site, List<Contender> contenders);

    /** The lines of the table that it fills. */
    default List<String> lines() {
        return List.of(name());
    }

    /** The one of its {@link #lines} that a reading belongs to. */
    default String lineOf(Reading reading) {
        return name();
    }
}
