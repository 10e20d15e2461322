package io.fusebox.app;

import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** The README's Java, compiled; {@link ReadmeTest} keeps the two alike. */
final class ReadmeProducer {
    private ReadmeProducer() {}

    static void produce() throws Exception {
        try (Producer<String, String> producer = new KafkaProducer<>(Map.of("bootstrap.servers", "localhost:9092"),
                new StringSerializer(), new StringSerializer())) {
            String call = """
                    {"id": "%s", "destination": "payments", "path": "/charge", "body": {"amount": 42}}
                    """.formatted(UUID.randomUUID());
            producer.send(new ProducerRecord<>("fusebox.requests", "payments", call)).get();
        }
    }
}
