package io.fusebox.wire;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.avro.Schema;

/**
 * The Confluent wire format: a zero byte, the schema's id (4 bytes, big endian), the record in Avro's binary encoding. Subjects are
 * named after the topic ({@code <topic>-value}).
 */
public final class ConfluentWireFormat implements WireFormat {
    private static final int LOOKUP_THREADS = 2;

    private final SchemaRegistry registry;
    private final ExecutorService background;
    private final SchemaLookup lookup;
    private volatile Map<String, Integer> ids = Map.of();

    public ConfluentWireFormat(SchemaRegistry registry) {
        this.registry = registry;
        background = new ThreadPoolExecutor(LOOKUP_THREADS, LOOKUP_THREADS, 0, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), Thread.ofPlatform().daemon().name("fusebox-schema-lookup-", 1).factory(),
                // Once closed there is nobody left who would ask again.
                new ThreadPoolExecutor.DiscardPolicy());
        lookup = new SchemaLookup(registry, background, System::nanoTime);
    }

    @Override
    public void register(Topics topics, Collection<String> written, Duration patience, Consumer<String> progress)
            throws RegistryException, InterruptedException {
        Registration registration = new Registration(this::register, InstantSource.system(), Thread::sleep);
        ids = Map.copyOf(registration.registerAll(RecordType.schemasByTopic(topics, written), patience, progress));
    }

    private int register(String topic, Schema schema) throws RegistryException {
        int id = registry.register(topic + "-value", schema);
        lookup.learn(id, schema);
        return id;
    }

    @Override
    public RecordFormat forThread() {
        return new ConfluentFormat(lookup, ids);
    }

    @Override
    public void close() {
        background.shutdownNow();
    }
}
