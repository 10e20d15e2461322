package io.fusebox.cli;

import io.fusebox.config.Configuration;
import io.fusebox.config.FuseboxConfig;
import io.fusebox.topology.TopicSetup;
import io.fusebox.wire.CodecOptions;
import io.fusebox.wire.Codecs;
import io.fusebox.wire.Topics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What a command has open: clients of Kafka and of the schema registry, closed with it. For one thread. */
final class Session implements AutoCloseable {
    private final Configuration configuration;
    private final FuseboxConfig config;
    private final Deque<Runnable> open = new ArrayDeque<>();

    Session(Configuration configuration) {
        this.configuration = configuration;
        this.config = configuration.values();
    }

    Configuration configuration() {
        return configuration;
    }

    FuseboxConfig config() {
        return config;
    }

    Topics topics() {
        return new Topics(config.topicPrefix());
    }

    String brokers() {
        return config.kafka().asMap().getOrDefault("bootstrap.servers", "");
    }

    /** @throws CommandException where the brokers do not answer, or a topic is not there */
    void require(Collection<String> topics) {
        Brokers.require(admin(), brokers(), topics);
    }

    Admin admin() {
        Admin admin = made(() -> Admin.create(properties(Map.of())));
        return closing(admin, () -> admin.close(Duration.ZERO));
    }

    /** Of no group, for records that hold. */
    Consumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = properties(
                Map.of("enable.auto.commit", "false", "isolation.level", "read_committed", "auto.offset.reset",
                        "earliest", "allow.auto.create.topics", "false", "max.poll.records", "2000"));
        properties.remove("group.id");
        properties.remove("group.instance.id");
        Consumer<byte[], byte[]> consumer = made(
                () -> new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
        return closing(consumer, () -> consumer.close(CloseOptions.timeout(Brokers.CLOSE)));
    }

    /** Puts a destination where the processor looks for it: by murmur2 of the key, whatever is configured. */
    Producer<byte[], byte[]> producer() {
        Map<String, Object> properties = properties(
                Map.of("enable.idempotence", "true", "acks", "all", "partitioner.ignore.keys", "false",
                        "max.request.size", Integer.toString(TopicSetup.maxRecordBytes(config.requestLimit()))));
        properties.remove("partitioner.class");
        properties.remove("transactional.id");
        properties.putIfAbsent("max.block.ms", Long.toString(Brokers.PATIENCE.toMillis()));
        Producer<byte[], byte[]> producer = made(
                () -> new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer()));
        return closing(producer, () -> producer.close(Brokers.CLOSE));
    }

    Map<String, Object> properties(Map<String, String> own) {
        Map<String, Object> properties = new HashMap<>(config.kafka().asMap());
        properties.put("client.id", "fusebox-cli");
        properties.putAll(own);
        return properties;
    }

    SchemaAccess schemas() {
        SchemaAccess schemas = SchemaAccess.of(config.schemaRegistry());
        return closing(schemas, schemas::close);
    }

    Codecs codecs(SchemaAccess schemas) {
        return new Codecs(topics(), schemas.format(),
                new CodecOptions(false, true, TopicSetup.maxRecordBytes(config.requestLimit())));
    }

    private interface Making<T> {
        T make();
    }

    private <T> T made(Making<T> making) {
        try {
            return making.make();
        } catch (KafkaException e) {
            throw Brokers.unusable(e, brokers());
        }
    }

    private <T> T closing(T client, Runnable close) {
        open.push(close);
        return client;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            open.pop().run();
        }
    }
}
