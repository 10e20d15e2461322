package io.fusebox.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CompactedTopicFollowerTest {
    private static final String TOPIC = "fusebox.destinations";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final Duration LONG = Duration.ofSeconds(10);

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Test
    void hasToldAllThatWasThereOnceItIsAtTheEnd() throws InterruptedException {
        // given
        try (CompactedTopicFollower follower = follower(() -> consumerWith("a", "b"))) {

            // when
            follower.start();

            // then
            assertThat(follower.awaitEnd(LONG)).isTrue();
            assertThat(heard).containsExactly("a", "b");
            assertThat(follower.staleSince()).isEmpty();
        }
    }

    @Test
    void triesAgainWithANewConsumerAndTellsNothingTwice() throws InterruptedException {
        // given a first one that cannot be made, a second that fails after its first records, and a third
        AtomicInteger made = new AtomicInteger();
        try (CompactedTopicFollower follower = follower(() -> switch (made.incrementAndGet()) {
            case 1 -> throw new KafkaException("no resolvable bootstrap urls");
            case 2 -> failingAfter(consumerWith("a"));
            default -> consumerWith("a", "b");
        })) {

            // when
            follower.start();

            // then
            assertThat(follower.awaitEnd(LONG)).isTrue();
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("a");
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("b");
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void endsItsThreadAndItsConsumerWhenClosed() throws InterruptedException {
        // given
        MockConsumer<byte[], byte[]> consumer = consumerWith("a");
        CompactedTopicFollower follower = follower(() -> consumer);
        follower.start();
        assertThat(follower.awaitEnd(LONG)).isTrue();

        // when
        follower.close();

        // then
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void closesQuicklyWhileNoConsumerCanBeMade() {
        // given
        CompactedTopicFollower follower = follower(() -> {
            throw new KafkaException("no resolvable bootstrap urls");
        });
        follower.start();

        // when
        long before = System.nanoTime();
        follower.close();

        // then
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void saysWhenTheEndDidNotComeInTime() throws InterruptedException {
        // given
        try (CompactedTopicFollower follower = follower(() -> consumerWith("a"))) {

            // when not started
            boolean atEnd = follower.awaitEnd(Duration.ZERO);

            // then
            assertThat(atEnd).isFalse();
        }
    }

    @Test
    void readsOnlyWhatWasCommittedAndBelongsToNoGroup() {
        // given
        Map<String, String> kafka = Map.of("bootstrap.servers", "localhost:1", "group.id", "mine", "isolation.level",
                "read_uncommitted");

        // when
        try (Consumer<byte[], byte[]> consumer = CompactedTopicFollower.consumers(kafka, "board").get()) {

            // then a group would show here
            assertThat(consumer.metrics().keySet()).noneMatch(name -> name.group().contains("coordinator"));
        }
    }

    private CompactedTopicFollower follower(Supplier<Consumer<byte[], byte[]>> consumers) {
        return new CompactedTopicFollower(TOPIC, consumers, new CompactedTopicFollower.Listener() {
            @Override
            public boolean accept(byte[] key, Optional<byte[]> value) {
                return heard.add(new String(value.orElseThrow(), UTF_8));
            }

            @Override
            public void caughtUp() {}
        }, InstantSource.system());
    }

    /** Its records come with the first polls, for they can be added only once it is assigned. */
    private static MockConsumer<byte[], byte[]> consumerWith(String... values) {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        consumer.updatePartitions(TOPIC, List.of(new PartitionInfo(TOPIC, 0, Node.noNode(), new Node[0], new Node[0])));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, (long) values.length));
        for (int i = 0; i < values.length; i++) {
            long offset = i;
            consumer.schedulePollTask(() -> consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, offset,
                    "key".getBytes(UTF_8), values[(int) offset].getBytes(UTF_8))));
        }
        return consumer;
    }

    private static MockConsumer<byte[], byte[]> failingAfter(MockConsumer<byte[], byte[]> consumer) {
        consumer.schedulePollTask(() -> consumer.setPollException(new KafkaException("broken")));
        return consumer;
    }
}
