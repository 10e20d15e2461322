package io.fusebox.broker;

import io.fusebox.schemas.CallRequest;
import io.fusebox.schemas.DestinationPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;

/** Produces requests: in Avro by Java's partitioner, in JSON as clients in other languages do. */
final class Application implements AutoCloseable {
    private final World world;
    private final KafkaProducer<String, byte[]> producer;

    Application(World world) {
        this.world = world;
        this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", world.servers().bootstrapServers(), "linger.ms",
                "0", "max.request.size", Integer.toString(64 << 20)), new StringSerializer(),
                new ByteArraySerializer());
    }

    Future<RecordMetadata> sendAvro(CallRequest call) {
        String topic = world.topics().requests();
        return producer.send(
                new ProducerRecord<>(topic, call.getDestination().orElseThrow(), world.avro().encode(topic, call)));
    }

    /** A POST to {@code /}, in Avro. */
    Future<RecordMetadata> call(String id, String destination) {
        return sendAvro(CallRequest.newBuilder().setId(id).setDestination(destination).setPath("/").build());
    }

    /** Settings of a destination, over what is configured; returns when the brokers have them. */
    void apply(String destination, Map<String, String> settings) throws Exception {
        String topic = world.topics().destinations();
        DestinationPolicy policy = DestinationPolicy.newBuilder()
                .setDestination(destination)
                .setSettings(settings)
                .setChangedAt(Instant.now())
                .build();
        sendRaw(topic, destination, world.avro().encode(topic, policy)).get();
    }

    /** In Avro, by a later version of the schema. */
    Future<RecordMetadata> sendNewer(String id, String destination) {
        String topic = world.topics().requests();
        return producer.send(new ProducerRecord<>(topic, destination,
                world.avro()
                        .encodeNewer(topic,
                                CallRequest.newBuilder().setId(id).setDestination(destination).setPath("/").build())));
    }

    /** As librdkafka chooses partitions unless it is told otherwise. */
    Future<RecordMetadata> sendJsonByCrc32(String id, String destination) {
        String json = """
                {"id": "%s", "destination": "%s", "path": "/", "body": {"amount": 1}}""".formatted(id, destination);
        return producer.send(new ProducerRecord<>(world.topics().requests(), crc32(destination, world.partitions()),
                destination, json.getBytes(StandardCharsets.UTF_8)));
    }

    Future<RecordMetadata> sendRaw(String topic, String key, byte[] value) {
        return producer.send(new ProducerRecord<>(topic, key, value));
    }

    void flush() {
        producer.flush();
    }

    /** librdkafka's {@code consistent}. */
    static int crc32(String key, int partitions) {
        CRC32 crc = new CRC32();
        crc.update(key.getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() % partitions);
    }

    /** Java's default. */
    static int murmur2(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    @Override
    public void close() {
        producer.close();
    }
}
