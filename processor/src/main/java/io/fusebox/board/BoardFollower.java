package io.fusebox.board;

import io.fusebox.breaker.BreakerStatus;
import io.fusebox.wire.CompactedTopicFollower;
import io.fusebox.wire.Decoded;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Keeps the board by following {@code breaker-status}.
 *
 * <p>Threading notes: all methods are safe for all threads; the decoder is used by the follower's thread alone.
 */
public final class BoardFollower implements AutoCloseable {
    private final StatusListener statuses;
    private final CompactedTopicFollower follower;

    /**
     * @param topic {@code fusebox.breaker-status}
     * @param consumers as {@link CompactedTopicFollower#consumers} makes them
     * @param decoder a status's bytes to the status, waiting for nothing
     */
    public BoardFollower(String topic, Supplier<Consumer<byte[], byte[]>> consumers,
            Function<byte[], Decoded<BreakerStatus>> decoder, InstantSource clock) {
        statuses = new StatusListener(decoder);
        follower = new CompactedTopicFollower(topic, consumers, statuses, clock);
    }

    public void start() {
        follower.start();
    }

    /**
     * Waits until all that was in the topic at the start is on the board.
     *
     * @return whether that came within the time
     */
    public boolean awaitEnd(Duration atMost) throws InterruptedException {
        return follower.awaitEnd(atMost);
    }

    /** As of now; never waits. */
    public Board board() {
        return new Board(statuses.latest(), follower.staleSince());
    }

    @Override
    public void close() {
        follower.close();
    }
}
