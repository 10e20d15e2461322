package io.fusebox.topology;

import io.fusebox.wire.Topics;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/**
 * The whole of it: three topics into one processor, and six out of it.
 *
 * <pre>
 * requests ─┐                        ┌─> results
 * retry    ─┼─> dispatch ────────────┼─> retry           what waits, read back by the same task
 * commands ─┘    ledger              ├─> commands        the task's claim, read back before it does anything
 *                parking             ├─> breaker-events
 *                breakers            ├─> breaker-status
 *                seen                └─> dead-letters
 * </pre>
 *
 * <p>Store and node names are for life: changelogs are found by them.
 */
public final class FuseboxTopology {
    static final String DISPATCH = "dispatch";
    static final String LEDGER = "ledger";
    static final String PARKING = "parking";
    static final String BREAKERS = "breakers";
    static final String SEEN = "seen";
    static final List<String> STORES = List.of(LEDGER, PARKING, BREAKERS, SEEN);

    private FuseboxTopology() {}

    public static Topology of(Topics topics, DispatchRuntime runtime) {
        ProcessorSupplier<byte[], byte[], byte[], byte[]> dispatch = () -> new DispatchProcessor(runtime);
        Stores stores = new Stores(TopicSetup.maxRecordBytes(runtime.settings().requestLimit()));
        Topology topology = new Topology();
        topology.addSource(AutoOffsetReset.earliest(), "calls", new WallclockTimestampExtractor(),
                new ByteArrayDeserializer(), new ByteArrayDeserializer(), topics.requests(), topics.retry(),
                topics.commands());
        topology.addProcessor(DISPATCH, dispatch, "calls");
        topology.addStateStore(stores.ledger(), DISPATCH);
        topology.addStateStore(stores.parking(), DISPATCH);
        topology.addStateStore(stores.breakers(), DISPATCH);
        topology.addStateStore(stores.seen(), DISPATCH);
        for (Sink sink : Sink.values()) {
            topology.addSink(sink.nodeName(), sink.topic(topics), new ByteArraySerializer(), new ByteArraySerializer(),
                    sink.partitioner(), DISPATCH);
        }
        return topology;
    }
}
