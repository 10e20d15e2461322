package io.fusebox.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Reads all partitions of a topic, from a place in time on. */
final class TopicReader {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Comparator<ConsumerRecord<byte[], byte[]>> BY_TIME = Comparator
            .<ConsumerRecord<byte[], byte[]>>comparingLong(ConsumerRecord::timestamp)
            .thenComparingInt(ConsumerRecord::partition)
            .thenComparingLong(ConsumerRecord::offset);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final String brokers;
    private final List<TopicPartition> partitions;

    /** Where to begin. */
    sealed interface Start {
        record Beginning() implements Start {}

        record Now() implements Start {}

        record Since(Instant time) implements Start {}
    }

    /** @param brokers their address, for errors */
    TopicReader(Consumer<byte[], byte[]> consumer, String topic, String brokers, Start start) {
        this.consumer = consumer;
        this.topic = topic;
        this.brokers = brokers;
        partitions = guarded(() -> partitions(consumer.partitionsFor(topic, Brokers.PATIENCE)));
        guarded(() -> {
            consumer.assign(partitions);
            seek(start);
            return partitions;
        });
    }

    private List<TopicPartition> partitions(List<PartitionInfo> infos) {
        return infos.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
    }

    private void seek(Start start) {
        switch (start) {
            case Start.Beginning() -> consumer.seekToBeginning(partitions);
            case Start.Now() -> ends().forEach(consumer::seek);
            case Start.Since(Instant time) -> seekTo(time);
        }
    }

    private void seekTo(Instant time) {
        Map<TopicPartition, Long> ends = ends();
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(
                partitions.stream()
                        .collect(Collectors.toMap(partition -> partition, _ -> Math.max(0, time.toEpochMilli()))),
                Brokers.PATIENCE);
        partitions.forEach(partition -> consumer.seek(partition,
                Optional.ofNullable(found.get(partition))
                        .map(OffsetAndTimestamp::offset)
                        .or(() -> Optional.ofNullable(ends.get(partition)))
                        .orElse(0L)));
    }

    /** As of now: what a transaction under way has written is not yet there. */
    Map<TopicPartition, Long> ends() {
        return guarded(() -> consumer.endOffsets(partitions, Brokers.PATIENCE));
    }

    boolean hasReached(Map<TopicPartition, Long> ends) {
        return guarded(() -> ends.entrySet()
                .stream()
                .allMatch(end -> consumer.position(end.getKey(), Brokers.PATIENCE) >= end.getValue()));
    }

    /** All that is there now, from the start on; of a partition in its order, for what stands there last holds. */
    void readToEnd(java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
        Map<TopicPartition, Long> ends = ends();
        while (!hasReached(ends)) {
            guarded(() -> consumer.poll(POLL)).forEach(each);
        }
    }

    /** What has come meanwhile, by time; waits a moment where there is nothing. */
    List<ConsumerRecord<byte[], byte[]>> poll() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        guarded(() -> consumer.poll(POLL)).forEach(records::add);
        records.sort(BY_TIME);
        return records;
    }

    private interface Asking<T> {
        T ask();
    }

    private <T> T guarded(Asking<T> asking) {
        try {
            return asking.ask();
        } catch (KafkaException e) {
            throw Brokers.failure(e, brokers, topic);
        }
    }
}
