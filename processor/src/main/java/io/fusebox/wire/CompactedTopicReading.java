package io.fusebox.wire;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a compacted topic has been read, and what of it waits to be told again; outlives the consumers that read it.
 *
 * <p>Threading notes: for one thread, but for {@link #staleSince}.
 */
final class CompactedTopicReading {
    private static final Logger LOG = LoggerFactory.getLogger(CompactedTopicReading.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration POLL_WHILE_SOMETHING_WAITS = Duration.ofMillis(100);
    /** Somebody waits for the end, which is already there where the topic is empty. */
    private static final Duration POLL_AT_START = Duration.ofMillis(10);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final long CHECK_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long STALE_NANOS = Duration.ofSeconds(15).toNanos();

    private final String topic;
    private final CompactedTopicFollower.Listener listener;
    private final LongSupplier nanoTime;
    private final InstantSource clock;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Map<ByteBuffer, ConsumerRecord<byte[], byte[]>> later = new LinkedHashMap<>();
    private Optional<Map<TopicPartition, Long>> endAtStart = Optional.empty();
    private boolean hasBeenAtEnd;
    private long nextCheck;
    private volatile Contact contact;

    /** A broker has answered. */
    private record Contact(long nanos, Instant at) {}

    /** @param nanoTime as {@link System#nanoTime} */
    CompactedTopicReading(String topic, CompactedTopicFollower.Listener listener, LongSupplier nanoTime,
            InstantSource clock) {
        this.topic = topic;
        this.listener = listener;
        this.nanoTime = nanoTime;
        this.clock = clock;
        nextCheck = nanoTime.getAsLong();
        contact = new Contact(nextCheck, clock.instant());
    }

    /** Lets a consumer go on where the one before has ended, so that nobody is told old records after newer ones. */
    void attach(Consumer<byte[], byte[]> consumer) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic, ANSWER);
        if (partitions == null || partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException("there is no topic " + topic);
        }
        consumer.assign(partitions.stream().map(p -> new TopicPartition(topic, p.partition())).toList());
        for (TopicPartition partition : consumer.assignment()) {
            Long offset = next.get(partition);
            if (offset == null) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, offset);
            }
        }
    }

    /** Tells what has come, and what had to wait; blocks for a second where there is nothing, once the end has been seen. */
    void round(Consumer<byte[], byte[]> consumer) {
        if (nanoTime.getAsLong() - nextCheck >= 0) {
            check(consumer);
        }
        ConsumerRecords<byte[], byte[]> records = consumer.poll(patience());
        if (!records.isEmpty() || !later.isEmpty()) {
            tell(records);
        }
        hasBeenAtEnd = hasBeenAtEnd || isAtEndOfStart(consumer);
    }

    private void tell(ConsumerRecords<byte[], byte[]> records) {
        List.copyOf(later.values()).forEach(this::tell);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            tell(record);
            next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        }
        guarded(() -> {
            listener.caughtUp();
            return true;
        });
    }

    private Duration patience() {
        if (!later.isEmpty()) {
            return POLL_WHILE_SOMETHING_WAITS;
        }
        return hasBeenAtEnd ? POLL : POLL_AT_START;
    }

    /** A poll does not tell whether there is nothing new or nobody to ask: so ask for what is always answered. */
    private void check(Consumer<byte[], byte[]> consumer) {
        nextCheck = nanoTime.getAsLong() + CHECK_NANOS;
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), ANSWER);
        contact = new Contact(nanoTime.getAsLong(), clock.instant());
        if (endAtStart.isEmpty()) {
            endAtStart = Optional.of(Map.copyOf(ends));
        }
        if (consumer.partitionsFor(topic, ANSWER).size() > ends.size()) {
            attach(consumer);
        }
    }

    private void tell(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            LOG.atWarn()
                    .addKeyValue("topic", topic)
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .log("Left out a record that has no key");
            return;
        }
        ByteBuffer key = ByteBuffer.wrap(record.key());
        later.remove(key);
        if (!guarded(() -> listener.accept(record.key(), Optional.ofNullable(record.value())))) {
            later.put(key, record);
        }
    }

    /** One record that its listener stumbles over must not keep the others from it. */
    private boolean guarded(Telling telling) {
        try {
            return telling.isTaken();
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("topic", topic).setCause(e).log("Left out a record that its listener failed on");
            return true;
        }
    }

    private interface Telling {
        boolean isTaken();
    }

    private boolean isAtEndOfStart(Consumer<byte[], byte[]> consumer) {
        return later.isEmpty() && endAtStart.isPresent()
                && endAtStart.get()
                        .entrySet()
                        .stream()
                        .allMatch(end -> consumer.position(end.getKey(), ANSWER) >= end.getValue());
    }

    /** Whether all that was there at the start has been told and taken. */
    boolean hasBeenAtEnd() {
        return hasBeenAtEnd;
    }

    Optional<Instant> staleSince() {
        Contact last = contact;
        return nanoTime.getAsLong() - last.nanos() > STALE_NANOS ? Optional.of(last.at()) : Optional.empty();
    }
}
