package io.fusebox.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CompactedTopicReadingTest {
    private static final String TOPIC = "fusebox.breaker-status";
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    private final Heard heard = new Heard();
    private Duration passed = Duration.ofDays(1);
    private final CompactedTopicReading reading = new CompactedTopicReading(TOPIC, heard, () -> passed.toNanos(),
            () -> START.plus(passed).minus(Duration.ofDays(1)));
    private final Map<TopicPartition, Long> ends = new LinkedHashMap<>();
    private MockConsumer<byte[], byte[]> consumer = newConsumer(1);

    @Test
    void tellsEveryRecordFromTheBeginningInOrder() {
        // given
        givenRecord(0, "payments", "a");
        givenRecord(0, "search", "b");
        givenRecord(0, "payments", "c");

        // when
        whenFollowed();

        // then
        assertThat(heard.records).containsExactly("payments=a", "search=b", "payments=c");
        assertThat(heard.batches).isEqualTo(1);
        assertThat(reading.hasBeenAtEnd()).isTrue();
    }

    @Test
    void tellsTombstones() {
        // given
        givenRecord(0, "payments", "a");
        givenRecord(0, "payments", null);

        // when
        whenFollowed();

        // then
        assertThat(heard.records).containsExactly("payments=a", "payments gone");
    }

    @Test
    void isAtTheEndOfAnEmptyTopicAtOnce() {
        // when
        whenFollowed();

        // then
        assertThat(reading.hasBeenAtEnd()).isTrue();
    }

    @Test
    void isNotAtTheEndBeforeAllPartitionsAreRead() {
        // given a partition that is said to hold more than has come
        consumer = newConsumer(2);
        givenRecord(0, "payments", "a");
        ends.put(partition(1), 1L);
        consumer.updateEndOffsets(ends);

        // when
        whenFollowed();

        // then
        assertThat(reading.hasBeenAtEnd()).isFalse();

        // and when it comes
        givenRecord(1, 0, "search", "b");
        reading.round(consumer);

        // then
        assertThat(reading.hasBeenAtEnd()).isTrue();
    }

    @Test
    void tellsAgainWhatWasPutOffAndIsNotAtTheEndBefore() {
        // given
        heard.refused.add("a");
        givenRecord(0, "payments", "a");
        givenRecord(0, "search", "b");
        whenFollowed();
        assertThat(reading.hasBeenAtEnd()).isFalse();

        // when it can be taken
        heard.refused.clear();
        reading.round(consumer);

        // then
        assertThat(heard.records).containsExactly("search=b", "payments=a");
        assertThat(reading.hasBeenAtEnd()).isTrue();
    }

    @Test
    void forgetsWhatWasPutOffWhenANewerRecordOfTheKeyIsTaken() {
        // given
        heard.refused.add("a");
        givenRecord(0, "payments", "a");
        whenFollowed();

        // when
        givenRecord(0, "payments", "b");
        reading.round(consumer);
        heard.refused.clear();
        reading.round(consumer);

        // then
        assertThat(heard.records).containsExactly("payments=b");
    }

    @Test
    void goesOnWithTheOthersWhenTheListenerFailsOnARecord() {
        // given
        heard.poison = Optional.of("a");
        givenRecord(0, "payments", "a");
        givenRecord(0, "search", "b");

        // when
        whenFollowed();

        // then
        assertThat(heard.records).containsExactly("search=b");
        assertThat(reading.hasBeenAtEnd()).isTrue();
    }

    @Test
    void leavesOutRecordsWithoutAKey() {
        // given
        givenRecord(0, null, "a");
        givenRecord(0, "search", "b");

        // when
        whenFollowed();

        // then
        assertThat(heard.records).containsExactly("search=b");
    }

    @Test
    void goesOnWithANewConsumerWhereTheOneBeforeHasEnded() {
        // given
        givenRecord(0, "payments", "a");
        whenFollowed();

        // when
        MockConsumer<byte[], byte[]> second = newConsumer(1);
        reading.attach(second);

        // then
        assertThat(second.position(partition(0))).isEqualTo(1);
    }

    @Test
    void takesInPartitionsThatAreAdded() {
        // given
        givenRecord(0, "payments", "a");
        whenFollowed();

        // when
        addPartition(1);
        passed = passed.plusSeconds(6);
        reading.round(consumer);
        givenRecord(1, 0, "search", "b");
        reading.round(consumer);

        // then
        assertThat(heard.records).containsExactly("payments=a", "search=b");
    }

    @Test
    void isStaleSinceTheLastAnswerOnceTheBrokersAreSilentForLong() {
        // given an answer at the start, and none since
        whenFollowed();
        passed = passed.plusSeconds(16);
        consumer.setOffsetsException(new TimeoutException("no broker"));

        // when
        assertThatThrownBy(() -> reading.round(consumer)).isInstanceOf(TimeoutException.class);

        // then
        assertThat(reading.staleSince()).contains(START);
    }

    @Test
    void isFreshAgainWithTheNextAnswer() {
        // given
        whenFollowed();
        passed = passed.plusSeconds(60);
        assertThat(reading.staleSince()).isPresent();

        // when
        reading.round(consumer);

        // then
        assertThat(reading.staleSince()).isEmpty();
    }

    @Test
    void isStaleSinceItsMakingWhereNoBrokerHasEverAnswered() {
        // when
        passed = passed.plusSeconds(16);

        // then
        assertThat(reading.staleSince()).contains(START);
    }

    @Test
    void complainsOfATopicThatDoesNotExist() {
        // given
        consumer.updatePartitions(TOPIC, List.of());

        // when, then
        assertThatThrownBy(() -> reading.attach(consumer)).isInstanceOf(UnknownTopicOrPartitionException.class)
                .hasMessageContaining(TOPIC);
    }

    private void whenFollowed() {
        reading.attach(consumer);
        pending.forEach(consumer::addRecord);
        pending.clear();
        reading.round(consumer);
    }

    private final List<ConsumerRecord<byte[], byte[]>> pending = new ArrayList<>();

    private void givenRecord(int partition, @Nullable String key, @Nullable String value) {
        long offset = ends.merge(partition(partition), 1L, Long::sum) - 1;
        consumer.updateEndOffsets(ends);
        givenRecord(partition, offset, key, value);
    }

    private void givenRecord(int partition, long offset, @Nullable String key, @Nullable String value) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(TOPIC, partition, offset, bytes(key),
                bytes(value));
        if (consumer.assignment().isEmpty()) {
            pending.add(record);
        } else {
            consumer.addRecord(record);
        }
    }

    private MockConsumer<byte[], byte[]> newConsumer(int partitions) {
        MockConsumer<byte[], byte[]> made = new MockConsumer<>("earliest");
        made.updatePartitions(TOPIC, infos(partitions));
        made.updateBeginningOffsets(IntStream.range(0, partitions)
                .boxed()
                .collect(Collectors.toMap(CompactedTopicReadingTest::partition, _ -> 0L)));
        IntStream.range(0, partitions).forEach(i -> ends.putIfAbsent(partition(i), 0L));
        made.updateEndOffsets(ends);
        return made;
    }

    private void addPartition(int added) {
        consumer.updatePartitions(TOPIC, infos(added + 1));
        consumer.updateBeginningOffsets(Map.of(partition(added), 0L));
        ends.put(partition(added), 0L);
        consumer.updateEndOffsets(ends);
    }

    private static List<PartitionInfo> infos(int partitions) {
        return IntStream.range(0, partitions)
                .mapToObj(i -> new PartitionInfo(TOPIC, i, Node.noNode(), new Node[0], new Node[0]))
                .toList();
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition(TOPIC, number);
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(UTF_8);
    }

    /** Remembers what it was told. */
    private static final class Heard implements CompactedTopicFollower.Listener {
        final List<String> records = new ArrayList<>();
        final Set<String> refused = new HashSet<>();
        Optional<String> poison = Optional.empty();
        int batches;

        @Override
        public boolean accept(byte[] key, Optional<byte[]> value) {
            Optional<String> text = value.map(bytes -> new String(bytes, UTF_8));
            if (text.isPresent() && text.equals(poison)) {
                throw new IllegalStateException("stumbled");
            }
            if (text.map(refused::contains).orElse(false)) {
                return false;
            }
            records.add(new String(key, UTF_8) + text.map(t -> "=" + t).orElse(" gone"));
            return true;
        }

        @Override
        public void caughtUp() {
            batches++;
        }
    }
}
