package io.fusebox.specs.world;

import io.fusebox.schemas.CallRequest;
import java.nio.charset.StandardCharsets;
import org.apache.avro.generic.IndexedRecord;

/** Makes records as applications do. */
public final class Producer {
    private final RegistryServer registry;

    Producer(RegistryServer registry) {
        this.registry = registry;
    }

    /** The record of a call, under its destination. */
    public Input request(CallRequest.Builder call) {
        CallRequest request = call.build();
        return Input.request(request.getDestination().orElse(""), avro(request));
    }

    /** A call in its JSON form. */
    public Input json(String key, String text) {
        return Input.request(key, text.getBytes(StandardCharsets.UTF_8));
    }

    /** In the Confluent wire format; its schema is known from now on. */
    public byte[] avro(IndexedRecord record) {
        return Records.write(record, registry.idOf(record.getSchema()));
    }
}
