package io.fusebox.broker;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.topology.GatedClients;
import io.fusebox.topology.TaskThreads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.junit.jupiter.api.Test;

/**
 * Tasks of a thread share its transaction. When Kafka Streams aborts it because one of them is corrupted, none may go on from what it
 * had done in it.
 */
@RealKafka
class RollbackTest {
    private static final String CORRUPTED = "Active tasks corrupted";

    @Test
    void makesAllTasksOfTheThreadBeginAnew(World world) throws Exception {
        String topic = newTopic(world);
        GatedClients clients = new GatedClients(new TaskThreads(Duration.ofHours(1)));
        try (Producer<byte[], byte[]> producer = producer(world, clients);
                Consumer<byte[], byte[]> consumer = consumer(world, clients)) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, new byte[1]));
            producer.abortTransaction();

            assertThatThrownBy(() -> consumer.enforceRebalance(CORRUPTED)).isInstanceOf(TaskMigratedException.class);
        }
    }

    @Test
    void leavesThemAloneWhereTheOthersWereCommittedBefore(World world) throws Exception {
        String topic = newTopic(world);
        GatedClients clients = new GatedClients(new TaskThreads(Duration.ofHours(1)));
        try (Producer<byte[], byte[]> producer = producer(world, clients);
                Consumer<byte[], byte[]> consumer = consumer(world, clients)) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, new byte[1]));
            producer.commitTransaction();
            producer.beginTransaction();
            producer.abortTransaction();

            assertThatCode(() -> consumer.enforceRebalance(CORRUPTED)).doesNotThrowAnyException();
        }
    }

    private static String newTopic(World world) throws Exception {
        String topic = world.topics().results();
        try (Admin admin = world.admin()) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty()))).all().get();
        }
        return topic;
    }

    private static Producer<byte[], byte[]> producer(World world, GatedClients clients) {
        return clients.getProducer(Map.of("bootstrap.servers", world.servers().bootstrapServers(), "client.id",
                "thread-producer", "transactional.id", world.applicationId()));
    }

    private static Consumer<byte[], byte[]> consumer(World world, GatedClients clients) {
        return clients.getConsumer(Map.of("bootstrap.servers", world.servers().bootstrapServers(), "client.id",
                "thread-consumer", "group.id", world.applicationId()));
    }
}
