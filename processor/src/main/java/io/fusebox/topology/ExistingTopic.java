package io.fusebox.topology;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * A topic as the brokers have it.
 *
 * @param replication of its first partition
 * @param config as Kafka writes it; empty where this user may not read it
 */
public record ExistingTopic(String name, int partitions, int replication, Map<String, String> config) {
    public ExistingTopic {
        config = Map.copyOf(config);
    }

    ExistingTopic with(Map<String, String> settings) {
        return new ExistingTopic(name, partitions, replication, settings);
    }

    public Optional<String> cleanup() {
        return Optional.ofNullable(config.get(TopicSpec.CLEANUP));
    }

    /** Empty where it is not known, or without end. */
    public Optional<Duration> retention() {
        return number(TopicSpec.RETENTION).filter(millis -> millis >= 0).map(Duration::ofMillis);
    }

    public boolean isKeptForever() {
        return number(TopicSpec.RETENTION).filter(millis -> millis < 0).isPresent();
    }

    public Optional<Long> maxRecordBytes() {
        return number(TopicSpec.MAX_BYTES);
    }

    boolean hasCleanup(String policy) {
        return cleanup().stream()
                .flatMap(all -> Arrays.stream(all.split(",")))
                .anyMatch(one -> one.strip().equals(policy));
    }

    private Optional<Long> number(String key) {
        return Optional.ofNullable(config.get(key)).map(Long::valueOf);
    }
}
