package io.fusebox.chaos;

import io.fusebox.broker.AvroWire;
import io.fusebox.schemas.CallRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Produces calls, each once, however long the broker is away. */
final class Caller implements AutoCloseable {
    private static final String TOPIC = "fusebox.requests";

    private final KafkaProducer<String, byte[]> producer;
    private final AvroWire avro;
    private final List<String> destinations;
    private final AtomicReference<Optional<Exception>> failure = new AtomicReference<>(Optional.empty());
    private int sent;

    Caller(String bootstrapServers, AvroWire avro, List<String> destinations) {
        this.avro = avro;
        this.destinations = destinations;
        this.producer = new KafkaProducer<>(Map.of(
                "bootstrap.servers", bootstrapServers,
                "enable.idempotence", "true",
                "max.block.ms", "300000",
                "delivery.timeout.ms", "300000",
                "linger.ms", "2"), new StringSerializer(), new ByteArraySerializer());
    }

    int sent() {
        return sent;
    }

    static String id(int number) {
        return "c" + number;
    }

    /** To the destinations in turn. */
    void sendNext() {
        String destination = destinations.get(sent % destinations.size());
        send(CallRequest.newBuilder().setId(id(sent)), destination);
    }

    /** Of a call whose turn comes after all with the same key. */
    void sendOrdered(String id, String orderingKey, String destination) {
        send(CallRequest.newBuilder().setId(id).setOrderingKey(orderingKey), destination);
    }

    private void send(CallRequest.Builder call, String destination) {
        sent++;
        CallRequest request = call.setDestination(destination).setPath("/" + call.getId()).build();
        producer.send(new ProducerRecord<>(TOPIC, destination, avro.encode(TOPIC, request)), (_, e) -> {
            if (e != null) {
                failure.set(Optional.of(e));
            }
        });
    }

    /** Returns when all of them are in Kafka. */
    void flush() {
        producer.flush();
        failure.get().ifPresent(e -> {
            throw new IllegalStateException("a call could not be produced", e);
        });
    }

    @Override
    public void close() {
        producer.close();
    }
}
