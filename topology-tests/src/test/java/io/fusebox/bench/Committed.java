package io.fusebox.bench;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a {@code read_committed} consumer sees of a topic. During a measurement only the end is asked for, which costs nobody
 * anything; records are counted after it.
 */
public final class Committed {
    private final Admin admin;
    private final String bootstrapServers;
    private final List<TopicPartition> partitions;

    /** By partition, the offset up to which all transactions are over. */
    public record Mark(Map<TopicPartition, Long> ends) {}

    Committed(Admin admin, String bootstrapServers, String topic, int partitions) {
        this.admin = admin;
        this.bootstrapServers = bootstrapServers;
        this.partitions = IntStream.range(0, partitions).mapToObj(it -> new TopicPartition(topic, it)).toList();
    }

    public Mark mark() throws Exception {
        return new Mark(admin.listOffsets(
                partitions.stream().collect(Collectors.toMap(it -> it, _ -> OffsetSpec.latest())),
                new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().offset())));
    }

    /** Records, and no markers, from the topic's beginning. */
    public long count() throws Exception {
        return count(new Mark(partitions.stream().collect(Collectors.toMap(it -> it, _ -> 0L))), mark());
    }

    /** Records, and no markers, between two marks. */
    public long count(Mark from, Mark to) {
        try (var consumer = new KafkaConsumer<>(Map.of(
                "bootstrap.servers", bootstrapServers,
                "isolation.level", "read_committed",
                "max.poll.records", "10000"), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            from.ends().forEach(consumer::seek);
            long count = 0;
            while (!isPast(consumer, to, partitions)) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    if (record.offset() < to.ends().get(new TopicPartition(record.topic(), record.partition()))) {
                        count++;
                    }
                }
            }
            return count;
        }
    }

    private static boolean isPast(KafkaConsumer<byte[], byte[]> consumer, Mark to, Collection<TopicPartition> all) {
        return all.stream().allMatch(it -> consumer.position(it) >= to.ends().get(it));
    }
}
