package io.fusebox.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fusebox.topology.GatedClients;
import io.fusebox.topology.TaskThreads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
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
    @Test
    void makesAllTasksOfTheThreadBeginAnew(World world) throws Exception {
        Throwable thrown = whenTasksAreCorrupted(world, Producer::abortTransaction);

        assertThat(thrown).isInstanceOf(TaskMigratedException.class);
    }

    @Test
    void leavesThemAloneWhereTheOthersWereCommittedBefore(World world) throws Exception {
        Throwable thrown = whenTasksAreCorrupted(world, producer -> {
            producer.commitTransaction();
            producer.beginTransaction();
            producer.abortTransaction();
        });

        assertThat(thrown).isNull();
    }

    /**
     * @param end of a transaction that holds a record
     * @return what the thread is thrown; null: nothing
     */
    private static Throwable whenTasksAreCorrupted(World world,
            Consumer<Producer<byte[], byte[]>> end) throws Exception {
        String brokers = world.servers().bootstrapServers();
        String id = world.applicationId();
        String topic = newTopic(world);
        GatedClients clients = new GatedClients(new TaskThreads(Duration.ofHours(1)), () -> 0);
        try (var producer = clients.getProducer(
                Map.of("bootstrap.servers", brokers, "client.id", "thread-producer", "transactional.id", id));
                var consumer = clients.getConsumer(
                        Map.of("bootstrap.servers", brokers, "client.id", "thread-consumer", "group.id", id))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, new byte[1]));
            end.accept(producer);

            return catchThrowable(() -> consumer.enforceRebalance("Active tasks corrupted"));
        }
    }

    private static String newTopic(World world) throws Exception {
        String topic = world.topics().results();
        try (Admin admin = world.admin()) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty()))).all().get();
        }
        return topic;
    }
}
