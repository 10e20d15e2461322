package io.fusebox.wire;

import org.apache.avro.Schema;

/**
 * A schema registry that speaks Confluent's REST API.
 *
 * <p>Threading notes: safe for all threads. The calls block; they are never made on a stream thread.
 */
public interface SchemaRegistry {
    /**
     * Makes a schema known, where it is not yet.
     *
     * @return its id
     */
    int register(String subject, Schema schema) throws RegistryException;

    /** What the registry says of an id. */
    Answer find(int id) throws RegistryException;

    sealed interface Answer {
        record Known(Schema schema) implements Answer {}

        /**
         * No later question will get another answer.
         *
         * @param why for people
         */
        record Unusable(String why) implements Answer {}
    }
}
