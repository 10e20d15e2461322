package io.fusebox.wire;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.avro.Schema;

/** Makes our schemas known, with patience for a registry that starts later than we do. */
final class Registration {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Registrar registrar;
    private final InstantSource clock;
    private final Sleep sleep;

    interface Registrar {
        /** @return the schema's id; of no meaning where the registrar keeps it to itself */
        int register(String topic, Schema schema) throws RegistryException;
    }

    interface Sleep {
        void pause(Duration duration) throws InterruptedException;
    }

    Registration(Registrar registrar, InstantSource clock, Sleep sleep) {
        this.registrar = registrar;
        this.clock = clock;
        this.sleep = sleep;
    }

    /** @return the id of each topic's schema */
    Map<String, Integer> registerAll(Map<String, Schema> byTopic, Duration patience, Consumer<String> progress)
            throws RegistryException, InterruptedException {
        Patience left = new Patience(patience, progress);
        Map<String, Integer> ids = new TreeMap<>();
        for (Map.Entry<String, Schema> entry : new TreeMap<>(byTopic).entrySet()) {
            ids.put(entry.getKey(), register(entry.getKey(), entry.getValue(), left));
        }
        progress.accept("%d schemas are registered".formatted(ids.size()));
        return ids;
    }

    private int register(String topic, Schema schema, Patience left) throws RegistryException, InterruptedException {
        while (true) {
            try {
                return registrar.register(topic, schema);
            } catch (RegistryException e) {
                if (e.isPermanent()) {
                    throw e;
                }
                left.use(e);
            }
        }
    }

    private final class Patience {
        private final Instant until;
        private final Consumer<String> progress;
        private Duration pause = FIRST_PAUSE;

        Patience(Duration patience, Consumer<String> progress) {
            until = clock.instant().plus(patience);
            this.progress = progress;
        }

        void use(RegistryException failure) throws RegistryException, InterruptedException {
            if (!clock.instant().plus(pause).isBefore(until)) {
                throw failure;
            }
            progress.accept("%s; trying again in %d ms".formatted(failure.message(), pause.toMillis()));
            sleep.pause(pause);
            Duration next = pause.multipliedBy(2);
            pause = next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
        }
    }
}
