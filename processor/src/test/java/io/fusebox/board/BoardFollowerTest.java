package io.fusebox.board;

import static io.fusebox.board.BreakerStatuses.breaker;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.BreakerStatus;
import io.fusebox.call.BreakerName;
import io.fusebox.wire.Decoded;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BoardFollowerTest {
    private static final String TOPIC = "fusebox.breaker-status";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final Duration LONG = Duration.ofSeconds(10);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private long end;

    @Test
    void showsTheFleetOnceTheTopicIsRead() throws InterruptedException {
        // given
        givenRecord("payments", "payments 1");
        givenRecord("search", "search 1");
        givenRecord("payments", "payments 2");
        givenRecord("search", null);

        // when
        try (BoardFollower board = follower(BoardFollowerTest::withSoManyParked)) {
            board.start();

            // then
            assertThat(board.awaitEnd(LONG)).isTrue();
            assertThat(board.board().breakers()).containsOnlyKeys(BreakerName.of("payments"));
            assertThat(board.board().find(BreakerName.of("payments")))
                    .hasValueSatisfying(status -> assertThat(status.parked()).isEqualTo(2));
            assertThat(board.board().staleSince()).isEmpty();
        }
    }

    @Test
    void waitsForASchemaThatTheRegistryTellsLate() throws InterruptedException {
        // given
        givenRecord("payments", "payments 1");
        AtomicInteger questions = new AtomicInteger();

        // when
        try (BoardFollower board = follower(
                value -> questions.incrementAndGet() < 4 ? new Decoded.NotYet<>("the schema registry is being asked")
                        : withSoManyParked(value))) {
            board.start();

            // then
            assertThat(board.awaitEnd(LONG)).isTrue();
            assertThat(board.board().breakers()).containsOnlyKeys(BreakerName.of("payments"));
        }
    }

    @Test
    void isEmptyBeforeItIsStarted() {
        try (BoardFollower board = follower(BoardFollowerTest::withSoManyParked)) {
            assertThat(board.board().breakers()).isEmpty();
        }
    }

    /** The records of these tests name their breaker, and say how many calls are parked. */
    private static Decoded<BreakerStatus> withSoManyParked(byte[] value) {
        List<String> parts = List.of(new String(value, UTF_8).split(" ", -1));
        return new Decoded.Read<>(breaker(parts.getFirst()).parked(Long.parseLong(parts.getLast())).status());
    }

    private BoardFollower follower(Function<byte[], Decoded<BreakerStatus>> decoder) {
        consumer.updatePartitions(TOPIC, List.of(new PartitionInfo(TOPIC, 0, Node.noNode(), new Node[0], new Node[0])));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, end));
        return new BoardFollower(TOPIC, () -> consumer, decoder, InstantSource.system());
    }

    private void givenRecord(String key, @Nullable String value) {
        long offset = end++;
        consumer.schedulePollTask(() -> consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, offset, key.getBytes(UTF_8),
                value == null ? null : value.getBytes(UTF_8))));
    }
}
