package io.fusebox.app;

import io.fusebox.call.Call;
import io.fusebox.call.Delivery;
import io.fusebox.call.Origin;
import io.fusebox.call.Payload;
import io.fusebox.call.Problem;
import io.fusebox.call.ProblemType;
import io.fusebox.call.Response;
import io.fusebox.call.Result;
import io.fusebox.call.ResultSource;
import io.fusebox.call.ResultStatus;
import io.fusebox.wire.CodecOptions;
import io.fusebox.wire.Codecs;
import io.fusebox.wire.ConfluentWireFormat;
import io.fusebox.wire.Decoded;
import io.fusebox.wire.HttpSchemaRegistry;
import io.fusebox.wire.RegistryAccess;
import io.fusebox.wire.Topics;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Stands in for the processor: gives each request a result at once, a bad one where the destination is {@code broken}. */
final class Answerer {
    private final Topics topics;
    private final HttpSchemaRegistry registry;
    private final ConfluentWireFormat format;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Codecs codecs;
    private final Thread thread = Thread.ofPlatform().daemon().name("answerer").unstarted(this::run);
    private volatile boolean closed;

    Answerer(Topics topics, String brokers, URI url) throws Exception {
        this.topics = topics;
        registry = new HttpSchemaRegistry(
                new RegistryAccess(url, new RegistryAccess.Credentials.None(), Duration.ofSeconds(10)));
        format = new ConfluentWireFormat(registry);
        format.registerAll(topics, Duration.ofSeconds(20), _ -> {});
        codecs = codecs(false);
        Map<String, Object> kafka = Map.of("bootstrap.servers", brokers);
        producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(topics.requests())
                .stream()
                .map(partition -> new TopicPartition(topics.requests(), partition.partition()))
                .toList());
        consumer.seekToEnd(List.of());
        consumer.assignment().forEach(consumer::position);
        thread.start();
    }

    Codecs codecs(boolean jsonResults) {
        return new Codecs(topics, format, new CodecOptions(jsonResults, true, 1 << 20));
    }

    /** Returns when it is on the topic. */
    void produce(String topic, String key, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value)).get();
    }

    private void run() {
        while (!closed) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                if (codecs.decodeRequest(record.value()) instanceof Decoded.Read<Call>(Call call)) {
                    var _ = producer.send(new ProducerRecord<>(topics.results(), codecs.encodeResult(result(call))));
                }
            }
        }
        consumer.close();
        producer.close();
    }

    static Result result(Call call) {
        boolean broken = call.destination().equals("broken");
        Response response = new Response(broken ? 422 : 200, Map.of("content-type", "application/json"),
                Payload.of("{\"echo\":\"%s\"}".formatted(call.id()).getBytes(StandardCharsets.UTF_8)), false);
        return new Result(Delivery.received(call, new Origin("t", 0, 0), Instant.now(), Optional.empty()),
                broken ? ResultStatus.FAILED : ResultStatus.SUCCEEDED, ResultSource.DESTINATION, Optional.of(response),
                broken ? Optional.of(Problem.of(ProblemType.HTTP_STATUS, "the destination answered 422"))
                        : Optional.empty(),
                Instant.now(), Duration.ofMillis(12), "closed");
    }

    void close() throws InterruptedException {
        closed = true;
        thread.join();
        format.close();
        registry.close();
    }
}
