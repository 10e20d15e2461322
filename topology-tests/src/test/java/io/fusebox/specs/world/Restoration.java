package io.fusebox.specs.world;

import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.WrappedStateStore;

/**
 * Does what the test driver does not: fills a new life's stores from the changelogs of the life before. It comes in as one store
 * more, which gets hold of the task's context, and is told when the processor is about to look into its stores.
 */
final class Restoration implements StoreBuilder<Restoration.Anchor> {
    private static final String NAME = "restoration";

    private final Journal journal;
    private final Anchor anchor = new Anchor();

    Restoration(Journal journal) {
        this.journal = journal;
    }

    void into(Topology topology) {
        topology.addStateStore(this, "dispatch");
    }

    /** @throws ClassCastException where Kafka Streams' context is no longer all contexts in one */
    void restore() {
        if (anchor.context instanceof InternalProcessorContext<?, ?> internal) {
            internal.setRecordContext(new ProcessorRecordContext(0, 0, 0, "restored", new RecordHeaders()));
        }
        var context = (ProcessorContext<?, ?>) anchor.context;
        WrappedStateStore<KeyValueStore<Integer, byte[]>, ?, ?> ledger = context.getStateStore("ledger");
        KeyValueStore<String, byte[]> breakers = context.getStateStore("breakers");
        KeyValueStore<byte[], byte[]> parking = context.getStateStore("parking");
        journal.latest("ledger")
                .forEach((key, value) -> ledger.wrapped()
                        .put(new IntegerDeserializer().deserialize("", key.array()), value));
        journal.latest("breakers")
                .forEach((key, value) -> breakers.put(new StringDeserializer().deserialize("", key.array()), value));
        KeyValueStore<byte[], byte[]> seen = context.getStateStore("seen");
        journal.latest("seen").forEach((key, value) -> seen.put(key.array(), value));
        journal.latest("parking").forEach((key, value) -> parking.put(key.array(), value));
    }

    static final class Anchor implements StateStore {
        private StateStoreContext context;

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public void init(StateStoreContext context, StateStore root) {
            this.context = context;
        }

        @Override
        public void close() {}

        @Override
        public boolean persistent() {
            return false;
        }

        @Override
        public boolean isOpen() {
            return true;
        }
    }

    @Override
    public Anchor build() {
        return anchor;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StoreBuilder<Anchor> withCachingEnabled() {
        return this;
    }

    @Override
    public StoreBuilder<Anchor> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<Anchor> withLoggingEnabled(Map<String, String> config) {
        return this;
    }

    @Override
    public StoreBuilder<Anchor> withLoggingDisabled() {
        return this;
    }

    @Override
    public Map<String, String> logConfig() {
        return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
        return false;
    }
}
