package io.fusebox.app;

import io.fusebox.config.FuseboxConfig;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** What Kafka Streams is told: our defaults, over them what the configuration says, over that what must be as it is. */
final class StreamsProperties {
    private StreamsProperties() {}

    static Properties of(FuseboxConfig config, int maxRequestBytes) {
        Properties properties = defaults();
        properties.putAll(config.kafka().asMap());
        properties.putAll(config.streams().asMap());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, config.replicationFactor());
        // A task takes what is there: it waits neither for the slowest of its topics nor in their time's order.
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, "-1");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), maxRequestBytes);
        return properties;
    }

    private static Properties defaults() {
        Properties properties = new Properties();
        // A last resort: what somebody waits for has a commit asked for.
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1_000);
        // Completions are looked at between polls.
        properties.put(StreamsConfig.POLL_MS_CONFIG, 2);
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1);
        // The ledger's changelog churns: a standby is never quite at its end, and yet as good as.
        properties.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, 1_000_000L);
        // There is no global store; Kafka Streams would warn of it all the same.
        properties.put("processing.exception.handler.global.enabled", true);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 64L << 20);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MS);
        // What has been fetched is handed out in the order of the fetches: a command waits for all requests before it.
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), 128 << 10);
        // A fetch that leaves out what is paused or still held keeps what is wanted next waiting.
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 100);
        // A changelog at whose end the consumer is keeps those of other tasks from being read, or even looked at.
        properties.put(StreamsConfig.restoreConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 20);
        // At the first start Kafka Streams waits so long after each changelog that it creates (KAFKA-21033).
        properties.put(StreamsConfig.RETRY_BACKOFF_MS_CONFIG, 20);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 100);
        // A batch costs both sides as much as many records do; but what is left for the commit to send, the commit waits for.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 << 10);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 20);
        // A transaction that begins before the broker is done with the last one asks again after this long, and after twice as long then.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), 10);
        // Records may be large: what waits in memory between fetch and task is bounded by their number.
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 100);
        return properties;
    }

    /** A dead pod's work is taken over after this, and its open transaction ended after as long again at most. */
    private static final int SESSION_TIMEOUT_MS = 20_000;

    /** As configured, or the default. */
    static Duration sessionTimeout(Properties properties) {
        for (String prefix : new String[]{ StreamsConfig.mainConsumerPrefix(""), StreamsConfig.consumerPrefix("") }) {
            Object configured = properties.get(prefix + ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG);
            if (configured != null) {
                return Duration.ofMillis(Long.parseLong(configured.toString()));
            }
        }
        return Duration.ofMillis(SESSION_TIMEOUT_MS);
    }
}
