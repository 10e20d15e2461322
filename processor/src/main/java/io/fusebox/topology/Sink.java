package io.fusebox.topology;

import io.fusebox.wire.Topics;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Where the dispatch processor forwards to. */
enum Sink {
    RESULTS, RETRY, BREAKER_EVENTS, BREAKER_STATUS, DEAD_LETTERS, CLAIMS;

    private final String nodeName = "to-" + name().toLowerCase(Locale.ROOT).replace('_', '-');

    String topic(Topics topics) {
        return switch (this) {
            case RESULTS -> topics.results();
            case RETRY -> topics.retry();
            case BREAKER_EVENTS -> topics.breakerEvents();
            case BREAKER_STATUS -> topics.breakerStatus();
            case DEAD_LETTERS -> topics.deadLetters();
            case CLAIMS -> topics.commands();
        };
    }

    String nodeName() {
        return nodeName;
    }

    /** By the key's murmur2, as every Java producer; but a claim goes to its own task's partition. */
    StreamPartitioner<byte[], byte[]> partitioner() {
        return switch (this) {
            case CLAIMS -> (_, key, _, _) -> Optional.of(Set.of(Claim.partitionOf(key)));
            case RESULTS, RETRY, BREAKER_EVENTS, BREAKER_STATUS, DEAD_LETTERS -> (_, _, _, _) -> Optional.empty();
        };
    }
}
