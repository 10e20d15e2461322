package io.fusebox.demo;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;

/**
 * The three destinations: one that is well, one that fails now and then, one that goes down for a while.
 *
 * <p>Threading notes: {@link #begin} by one thread, calls by many.
 */
public final class DemoDestinations implements AutoCloseable {
    static final String PAYMENTS = "payments";
    static final String INVENTORY = "inventory";
    static final String EMAIL = "email";
    static final List<String> NAMES = List.of(PAYMENTS, INVENTORY, EMAIL);
    private static final Duration NOT_YET = Duration.ofNanos(-1);

    private final SequencedMap<String, DemoDestination> servers = new LinkedHashMap<>();
    private volatile long beginNanos;
    private volatile boolean begun;

    /** @param seed of all their chance */
    public DemoDestinations(DemoSchedule schedule, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Behaviour> behaviours = Map.of(PAYMENTS, Behaviour.healthy(), INVENTORY, Behaviour.flaky(), EMAIL,
                Behaviour.withOutages(schedule));
        for (String name : NAMES) {
            servers.put(name, new DemoDestination(behaviours.getOrDefault(name, Behaviour.healthy()), this::sinceBegin,
                    random.split()));
        }
    }

    /** The first cycle begins now. */
    public void begin() {
        beginNanos = System.nanoTime();
        begun = true;
    }

    private Duration sinceBegin() {
        return begun ? Duration.ofNanos(System.nanoTime() - beginNanos) : NOT_YET;
    }

    URI url(String destination) {
        DemoDestination server = servers.get(destination);
        if (server == null) {
            throw new IllegalArgumentException("%s is none of %s".formatted(destination, NAMES));
        }
        return server.url();
    }

    @Override
    public void close() {
        servers.values().forEach(DemoDestination::close);
    }
}
