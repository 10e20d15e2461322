package io.fusebox.topology;

import static org.apache.kafka.common.config.TopicConfig.DELETE_RETENTION_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.SEGMENT_BYTES_CONFIG;
import static org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore;
import static org.apache.kafka.streams.state.Stores.keyValueStoreBuilder;
import static org.apache.kafka.streams.state.Stores.persistentKeyValueStore;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** The state stores, and how their changelogs are kept small. */
final class Stores {
    /**
     * Rows that come and go: an in-memory store restores from the first offset, and the active segment is never compacted. So small
     * segments, cleaned early.
     */
    private static final Map<String, String> CHURNING = Map.of(
            SEGMENT_BYTES_CONFIG, String.valueOf(16 << 20),
            MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1",
            DELETE_RETENTION_MS_CONFIG, "60000",
            MAX_COMPACTION_LAG_MS_CONFIG, "600000");

    /** The largest row, in bytes: the brokers' own limit may be too small for one that holds a record. */
    private final int maxRowBytes;

    Stores(int maxRowBytes) {
        this.maxRowBytes = maxRowBytes;
    }

    StoreBuilder<StoredLedger> ledger() {
        return StoredLedger.builder(changelog(CHURNING));
    }

    /** On disk: parked calls may be many. */
    StoreBuilder<KeyValueStore<byte[], byte[]>> parking() {
        return keyValueStoreBuilder(persistentKeyValueStore(FuseboxTopology.PARKING), Serdes.ByteArray(),
                Serdes.ByteArray()).withLoggingEnabled(changelog(Map.of()));
    }

    /** Not cached: a row is written once a second at most, and the cache would only hold each a second time. */
    StoreBuilder<KeyValueStore<String, byte[]>> breakers() {
        return keyValueStoreBuilder(inMemoryKeyValueStore(FuseboxTopology.BREAKERS), Serdes.String(),
                Serdes.ByteArray()).withLoggingEnabled(changelog(CHURNING));
    }

    /**
     * Good answers, and the ids of calls. On disk: bodies are large, ids are many, and most are never asked for again. One store for both,
     * for to open one takes a while, and each task has its own.
     */
    StoreBuilder<KeyValueStore<byte[], byte[]>> seen() {
        return keyValueStoreBuilder(persistentKeyValueStore(FuseboxTopology.SEEN), Serdes.ByteArray(),
                Serdes.ByteArray()).withLoggingEnabled(changelog(CHURNING));
    }

    private Map<String, String> changelog(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(MAX_MESSAGE_BYTES_CONFIG, String.valueOf(maxRowBytes));
        return all;
    }
}
