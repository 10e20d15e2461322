package io.fusebox.specs.world;

import io.fusebox.schemas.BreakerEvent;
import io.fusebox.schemas.BreakerStatus;
import io.fusebox.schemas.CallResult;
import io.fusebox.schemas.DeadLetter;
import io.fusebox.schemas.ParkedCall;
import io.fusebox.wire.Topics;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** All that was ever written to Fusebox's topics, over all its lives. */
public final class Journal {
    private final Topics topics;
    private final Map<String, List<TestRecord<byte[], byte[]>>> byTopic = new HashMap<>();

    Journal(Topics topics) {
        this.topics = topics;
    }

    /** Takes down what the driver has come by since the last time. */
    void update(TopologyTestDriver driver) {
        for (String topic : driver.producedTopicNames()) {
            byTopic.computeIfAbsent(topic, _ -> new ArrayList<>())
                    .addAll(driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                            .readRecordsToList());
        }
    }

    public List<Output<CallResult>> results() {
        return read(topics.results(), CallResult.class);
    }

    public List<Output<String>> resultsAsText() {
        return map(topics.results(), Output::text);
    }

    public List<Output<DeadLetter>> deadLetters() {
        return read(topics.deadLetters(), DeadLetter.class);
    }

    public List<Output<BreakerEvent>> breakerEvents() {
        return read(topics.breakerEvents(), BreakerEvent.class);
    }

    public List<Output<Optional<BreakerStatus>>> breakerStatuses() {
        return map(topics.breakerStatus(),
                value -> Optional.ofNullable(value).map(bytes -> Records.read(bytes, BreakerStatus.class)));
    }

    /** What Fusebox wrote to its retry topic; not what a spec put there. */
    public List<Output<ParkedCall>> retries() {
        return read(topics.retry(), ParkedCall.class);
    }

    /** All that were ever written to, changelogs among them. */
    public Set<String> topics() {
        return byTopic.keySet();
    }

    /** Of all that were ever written, changelogs too: key and value, in bytes. */
    public int largestRecord() {
        return byTopic.values()
                .stream()
                .flatMap(List::stream)
                .mapToInt(record -> size(record.key()) + size(record.value()))
                .max()
                .orElse(0);
    }

    private static int size(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    /** How many a store holds, as its changelog tells it. */
    public int rowsOf(String store) {
        return latest(store).size();
    }

    /** Written to a store's changelog so far, tombstones among them. */
    public int recordsOf(String store) {
        return records(changelogOf(store)).size();
    }

    /** What a store holds, as its changelog tells it. */
    Map<ByteBuffer, byte[]> latest(String store) {
        Map<ByteBuffer, byte[]> latest = new LinkedHashMap<>();
        for (TestRecord<byte[], byte[]> record : records(changelogOf(store))) {
            latest.remove(ByteBuffer.wrap(record.key()));
            if (record.value() != null) {
                latest.put(ByteBuffer.wrap(record.key()), record.value());
            }
        }
        return latest;
    }

    void forget() {
        byTopic.clear();
    }

    /** As if an earlier life had written it. */
    void add(String store, byte[] key, byte[] value) {
        byTopic.computeIfAbsent(changelogOf(store), _ -> new ArrayList<>()).add(new TestRecord<>(key, value));
    }

    private static String changelogOf(String store) {
        return Life.APPLICATION + "-" + store + "-changelog";
    }

    private List<TestRecord<byte[], byte[]>> records(String topic) {
        return byTopic.getOrDefault(topic, List.of());
    }

    private <T extends SpecificRecord> List<Output<T>> read(String topic, Class<T> type) {
        return map(topic, value -> Records.read(value, type));
    }

    private <T> List<Output<T>> map(String topic, Function<byte[], T> reader) {
        return records(topic).stream().map(record -> {
            Map<String, String> headers = new HashMap<>();
            record.headers().forEach(header -> headers.put(header.key(), Output.text(header.value())));
            return new Output<>(Output.text(record.key()), reader.apply(record.value()), headers,
                    record.value() == null ? 0 : record.value().length);
        }).toList();
    }
}
