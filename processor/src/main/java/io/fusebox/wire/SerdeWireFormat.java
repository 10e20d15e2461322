package io.fusebox.wire;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Foreign serdes in place of ours, such as Confluent's own {@code KafkaAvroSerializer}; they serve all threads, one at a time.
 *
 * <p>A foreign deserializer may ask its registry at the first sight of a schema, and wait. So the first record of each schema is
 * read in the background, and only what has been read there before is read on the thread that asks.
 */
public final class SerdeWireFormat implements WireFormat {
    private final Serializer<Object> serializer;
    private final Deserializer<Object> deserializer;
    private final ExecutorService background;
    private final SerdeReader reader;

    /**
     * @param properties handed through to both, such as {@code schema.registry.url}
     * @throws IllegalArgumentException naming the class that is none, or does not take its properties
     */
    public static SerdeWireFormat of(String serializer, String deserializer, Map<String, ?> properties) {
        Serializer<?> writes = newInstance(serializer, Serializer.class);
        Deserializer<?> reads = newInstance(deserializer, Deserializer.class);
        configure(serializer, () -> writes.configure(properties, false));
        configure(deserializer, () -> reads.configure(properties, false));
        return new SerdeWireFormat(writes, reads);
    }

    @SuppressWarnings("unchecked") // they take what they are given, or say that they do not
    SerdeWireFormat(Serializer<?> serializer, Deserializer<?> deserializer) {
        this.serializer = (Serializer<Object>) serializer;
        this.deserializer = (Deserializer<Object>) deserializer;
        background = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("fusebox-deserializer").factory(),
                new ThreadPoolExecutor.DiscardPolicy());
        reader = new SerdeReader(this.deserializer, background);
    }

    private static <T> T newInstance(String className, Class<T> kind) {
        try {
            return Utils.newInstance(className, kind);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            throw new IllegalArgumentException("schema-registry: %s is no %s on the class path: %s".formatted(className,
                    kind.getSimpleName(), deepestMessage(e)), e);
        }
    }

    private static void configure(String className, Runnable configure) {
        try {
            configure.run();
        } catch (RuntimeException | LinkageError e) {
            throw new IllegalArgumentException(
                    "schema-registry: %s does not take its properties: %s".formatted(className, deepestMessage(e)), e);
        }
    }

    /** Writes a blank record of each topic, once: the serializer then knows all that it will write. */
    @Override
    public void register(Topics topics, Collection<String> written, Duration patience, Consumer<String> progress)
            throws RegistryException, InterruptedException {
        Registration registration = new Registration((topic, schema) -> {
            writeBlank(topic, schema);
            return 0;
        }, InstantSource.system(), Thread::sleep);
        registration.registerAll(RecordType.schemasByTopic(topics, written), patience, progress);
    }

    private void writeBlank(String topic, Schema schema) throws RegistryException {
        try {
            synchronized (serializer) {
                serializer.serialize(topic, BlankRecord.of(schema));
            }
        } catch (RuntimeException e) {
            String what = "schema-registry.serializer cannot write %s to %s: %s".formatted(schema.getName(), topic,
                    deepestMessage(e));
            throw mayPass(e) ? RegistryException.unavailable(what) : RegistryException.refused(what);
        }
    }

    @Override
    public RecordFormat forThread() {
        return new SerdeFormat(serializer, reader);
    }

    @Override
    public void close() {
        background.shutdownNow();
        Utils.closeQuietly(serializer, "serializer");
        Utils.closeQuietly(deserializer, "deserializer");
    }

    /** Whether it may go better later: the registry was not reached or says so itself, or a class was not found. */
    static boolean mayPass(Throwable failure) {
        return causes(failure).anyMatch(cause -> cause instanceof IOException || cause instanceof RetriableException
                || cause instanceof LinkageError);
    }

    static String deepestMessage(Throwable failure) {
        Throwable deepest = causes(failure).reduce(failure, (_, cause) -> cause);
        return Texts.shorten(deepest.getClass().getSimpleName() + ": " + deepest.getMessage(), 300);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(50);
    }
}
