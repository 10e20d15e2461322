package io.fusebox.sandbox;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Kafka and a schema registry, started side by side. */
public final class Sandbox implements AutoCloseable {
    private final EmbeddedKafka kafka;
    private final EmbeddedRegistry registry;

    private Sandbox(EmbeddedKafka kafka, EmbeddedRegistry registry) {
        this.kafka = kafka;
        this.registry = registry;
    }

    /** @param data topics and schemas are kept below this directory; empty: they are gone on close */
    public record Options(Port kafka, Port registry, Optional<Path> data) {

        /** Any free ports, nothing kept. */
        public static Options temporary() {
            return new Options(Port.FREE, Port.FREE, Optional.empty());
        }
    }

    /** Returns when both take requests. */
    public static Sandbox start(Options options) {
        EmbeddedRegistry registry = EmbeddedRegistry
                .launch(new EmbeddedRegistry.Options(options.registry(), options.data()));
        try {
            EmbeddedKafka kafka = EmbeddedKafka
                    .start(new EmbeddedKafka.Options(options.kafka(), options.data(), Map.of()));
            return ready(new Sandbox(kafka, registry));
        } catch (RuntimeException e) {
            registry.close();
            throw e;
        }
    }

    private static Sandbox ready(Sandbox sandbox) {
        try {
            sandbox.registry.awaitReady();
            return sandbox;
        } catch (RuntimeException e) {
            sandbox.kafka.close();
            throw e;
        }
    }

    public EmbeddedKafka kafka() {
        return kafka;
    }

    public EmbeddedRegistry registry() {
        return registry;
    }

    @Override
    public void close() {
        try {
            kafka.close();
        } finally {
            registry.close();
        }
    }
}
