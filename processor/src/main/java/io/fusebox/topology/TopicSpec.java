package io.fusebox.topology;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one of Fusebox's topics must be.
 *
 * @param partitions on creation
 * @param fixedPartitions whether any other number is wrong, because the topic shares its tasks with others
 * @param compact whether only the last record of each key is kept, else all are, for a while
 * @param retention how long records are kept; empty where the topic is compacted
 * @param maxRecordBytes the largest record
 * @param written whether the processor writes to it: a record that the brokers refuse would end it
 */
public record TopicSpec(
        String name,
        int partitions,
        boolean fixedPartitions,
        boolean compact,
        Optional<Duration> retention,
        int maxRecordBytes,
        boolean written) {
    static final String CLEANUP = "cleanup.policy";
    static final String RETENTION = "retention.ms";
    static final String MAX_BYTES = "max.message.bytes";

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration LONG = Duration.ofDays(90);
    /** A retry or dead letter is a request, and what has happened to it. */
    private static final int HISTORY = 64 << 10;

    /** All eight. */
    static List<TopicSpec> allOf(TopicSetup.Settings settings) {
        var topics = settings.topics();
        int partitions = settings.partitions();
        int bytes = TopicSetup.maxRecordBytes(settings.requestLimit());
        int more = bytes + HISTORY;
        return List.of(readOnly(kept(topics.requests(), partitions, true, WEEK, bytes)),
                kept(topics.retry(), partitions, true, WEEK, more),
                kept(topics.commands(), partitions, true, WEEK, bytes),
                kept(topics.results(), partitions, false, WEEK, bytes),
                kept(topics.deadLetters(), partitions, false, LONG, more),
                kept(topics.breakerEvents(), 1, false, LONG, bytes), compacted(topics.breakerStatus(), bytes),
                readOnly(compacted(topics.destinations(), bytes)));
    }

    private static TopicSpec readOnly(TopicSpec topic) {
        return new TopicSpec(topic.name(), topic.partitions(), topic.fixedPartitions(), topic.compact(),
                topic.retention(), topic.maxRecordBytes(), false);
    }

    private static TopicSpec kept(String name, int partitions, boolean fixed, Duration retention, int bytes) {
        return new TopicSpec(name, partitions, fixed, false, Optional.of(retention), bytes, true);
    }

    private static TopicSpec compacted(String name, int bytes) {
        return new TopicSpec(name, 1, false, true, Optional.empty(), bytes, true);
    }

    String cleanup() {
        return compact ? "compact" : "delete";
    }

    /** As Kafka writes it. */
    Map<String, String> config() {
        Map<String, String> config = new LinkedHashMap<>();
        config.put(CLEANUP, cleanup());
        retention.ifPresent(time -> config.put(RETENTION, Long.toString(time.toMillis())));
        config.put(MAX_BYTES, Integer.toString(maxRecordBytes));
        return config;
    }
}
