package io.fusebox.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {
    private static final TopicPartition LETTERS = new TopicPartition("letters", 0);

    @Test
    void carriesTransactionsAndKeepsThemOverARestart(@TempDir Path data) throws Exception {
        EmbeddedKafka.Options kept = new EmbeddedKafka.Options(Port.FREE, Optional.of(data), Map.of());
        try (EmbeddedKafka kafka = EmbeddedKafka.start(kept)) {
            createTopic(kafka);
            inTransaction(kafka, "dropped", false);
            inTransaction(kafka, "kept", true);
            assertThat(committedValues(kafka, 1)).containsExactly("kept");
        }

        try (EmbeddedKafka again = EmbeddedKafka.start(kept)) {
            inTransaction(again, "later", true);

            assertThat(committedValues(again, 2)).containsExactly("kept", "later");
        }
    }

    @Test
    void takesBrokerPropertiesAndForgetsItsTemporaryData() throws Exception {
        EmbeddedKafka.Options options = new EmbeddedKafka.Options(Port.FREE, Optional.empty(),
                Map.of("message.max.bytes", "2000000"));

        Path data;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(options)) {
            Config config = brokerConfig(kafka);
            data = Path.of(config.get("log.dirs").value());

            assertThat(config.get("message.max.bytes").value()).isEqualTo("2000000");
            assertThat(data).isNotEmptyDirectory();
        }

        assertThat(data).doesNotExist();
    }

    @Test
    void namesThePortThatIsTakenAndTheOptionThatChangesIt() throws IOException {
        try (ServerSocket other = Port.FREE.hold("the test")) {
            Port taken = new Port(other.getLocalPort(), "--port");

            assertThatThrownBy(() -> EmbeddedKafka.start(new EmbeddedKafka.Options(taken, Optional.empty(), Map.of())))
                    .isInstanceOf(SandboxException.class)
                    .hasMessage("Kafka cannot listen on 127.0.0.1:%d: Address already in use"
                            .formatted(other.getLocalPort()) + "; stop what uses it, or choose another with --port");
        }
    }

    @Test
    void refusesDataThatAnotherKafkaUses(@TempDir Path data) {
        EmbeddedKafka.Options kept = new EmbeddedKafka.Options(Port.FREE, Optional.of(data), Map.of());
        try (EmbeddedKafka first = EmbeddedKafka.start(kept)) {
            assertThat(first.bootstrapServers()).startsWith("127.0.0.1:");

            assertThatThrownBy(() -> EmbeddedKafka.start(kept)).isInstanceOf(SandboxException.class)
                    .hasMessage("the data in %s/kafka is in use by another process".formatted(data));
        }
    }

    private static Config brokerConfig(EmbeddedKafka kafka) throws InterruptedException, ExecutionException {
        ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
        try (Admin admin = Admin.create(clientOf(kafka))) {
            return admin.describeConfigs(List.of(broker)).all().get().values().iterator().next();
        }
    }

    private static Map<String, Object> clientOf(EmbeddedKafka kafka) {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    private static void createTopic(EmbeddedKafka kafka) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(clientOf(kafka))) {
            admin.createTopics(List.of(new NewTopic(LETTERS.topic(), 1, (short) 1))).all().get();
        }
    }

    private static void inTransaction(EmbeddedKafka kafka, String value, boolean commit) {
        Map<String, Object> config = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG, "the-test");
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            Future<RecordMetadata> sent = producer.send(new ProducerRecord<>(LETTERS.topic(), "key", value));
            assertThat(sent).succeedsWithin(Duration.ofSeconds(10));
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    private static List<String> committedValues(EmbeddedKafka kafka, int expected) {
        Map<String, Object> config = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(LETTERS));
            consumer.seekToBeginning(List.of(LETTERS));
            List<String> values = new ArrayList<>();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(letter -> values.add(letter.value()));
                return values.size() >= expected;
            });
            return values;
        }
    }
}
