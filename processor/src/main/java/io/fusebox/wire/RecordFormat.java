package io.fusebox.wire;

import org.apache.avro.specific.SpecificRecord;

/**
 * Our records to a topic's bytes and back.
 *
 * <p>Threading notes: for one thread. Nothing here waits for the network.
 */
interface RecordFormat {
    <T extends SpecificRecord> Decoded<T> decode(String topic, byte[] bytes, RecordType<T> type);

    /** @throws IllegalStateException where the topic's schema was not registered at start */
    <T extends SpecificRecord> byte[] encode(String topic, T value, RecordType<T> type);
}
