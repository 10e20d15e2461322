package io.fusebox.wire;

import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * How records are put into bytes, for the whole program: in the Confluent wire format, or by foreign serdes.
 *
 * <p>Threading notes: safe for all threads; what {@link #forThread} gives is not.
 */
public sealed interface WireFormat extends AutoCloseable permits ConfluentWireFormat, SerdeWireFormat {
    /**
     * Registers the schemas of all topics, so that nothing waits for the registry later. Blocks until it is done.
     *
     * @param patience how long to go on trying while the registry does not answer
     * @param progress is told what is waited for, a line at a time
     * @throws RegistryException where the registry refuses, or has not answered in all that time
     */
    default void registerAll(Topics topics, Duration patience, Consumer<String> progress)
            throws RegistryException, InterruptedException {
        register(topics, topics.all(), patience, progress);
    }

    /**
     * The same for those topics alone that are written to: who only sends calls may not be let to register more.
     *
     * @param written some of the topics
     */
    void register(Topics topics, Collection<String> written, Duration patience, Consumer<String> progress)
            throws RegistryException, InterruptedException;

    RecordFormat forThread();

    @Override
    void close();
}
