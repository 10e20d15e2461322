package io.fusebox.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
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
 * What a {@code read_committed} consumer sees of a topic. During a measurement only its end is asked for, which costs nobody anything;
 * records are read when it is over.
 */
final class Committed {
    private final Admin admin;
    private final String bootstrapServers;
    private final List<TopicPartition> partitions;

    /** By partition, the offset up to which all transactions are over. */
    record Mark(Map<TopicPartition, Long> ends) {}

    /** By partition, those of records, ascending; there are none for the markers of transactions. */
    record Offsets(Map<TopicPartition, long[]> all) {

        long countBefore(Mark mark) {
            return all.entrySet().stream().mapToLong(it -> {
                int index = Arrays.binarySearch(it.getValue(), mark.ends().get(it.getKey()));
                return index >= 0 ? index : -index - 1;
            }).sum();
        }
    }

    Committed(Admin admin, String bootstrapServers, String topic, int partitions) {
        this.admin = admin;
        this.bootstrapServers = bootstrapServers;
        this.partitions = IntStream.range(0, partitions).mapToObj(it -> new TopicPartition(topic, it)).toList();
    }

    Mark mark() throws Exception {
        return new Mark(admin.listOffsets(
                partitions.stream().collect(Collectors.toMap(it -> it, _ -> OffsetSpec.latest())),
                new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().offset())));
    }

    /** How many records there are. */
    long count() throws Exception {
        Mark now = mark();
        return offsets(now).countBefore(now);
    }

    /** Of all records up to there. */
    Offsets offsets(Mark end) {
        try (var consumer = new KafkaConsumer<>(Map.of(
                "bootstrap.servers", bootstrapServers,
                "isolation.level", "read_committed",
                "max.poll.records", "10000"), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Growing> all = new HashMap<>();
            partitions.forEach(it -> all.put(it, new Growing()));
            while (partitions.stream().anyMatch(it -> consumer.position(it) < end.ends().get(it))) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    all.get(new TopicPartition(record.topic(), record.partition())).add(record.offset());
                }
            }
            return new Offsets(
                    all.entrySet()
                            .stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().trimmed())));
        }
    }

    private static final class Growing {
        private long[] values = new long[1_024];
        private int size;

        void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }

        long[] trimmed() {
            return Arrays.copyOf(values, size);
        }
    }
}
