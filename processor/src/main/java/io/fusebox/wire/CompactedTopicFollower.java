package io.fusebox.wire;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.ExponentialBackoff;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a compacted topic from its beginning and then follows it, so that its listener knows the latest record of every key. It belongs
 * to no consumer group: every pod reads all of it.
 *
 * <p>It outlives everything that may happen to the brokers: what was read holds on, and {@link #staleSince} tells that it may be old.
 *
 * <p>Threading notes: the listener is told on one daemon thread of its own; the methods are safe for all threads.
 */
public final class CompactedTopicFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CompactedTopicFollower.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final ExponentialBackoff BACKOFF = new ExponentialBackoff(PAUSE.toMillis(), 2,
            LONGEST_PAUSE.toMillis(), 0);
    private static final Duration THREAD_END = Duration.ofSeconds(2);

    private final String topic;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final CompactedTopicReading reading;
    private final Thread thread;
    private final CountDownLatch atEnd = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> current;
    private int failures;
    private boolean isKnownStale;

    /** Who is told of the records. */
    public interface Listener {
        /**
         * A key's latest record.
         *
         * @param value empty for a tombstone: the key stands for nothing any more
         * @return false for "later": it is told again in a moment, unless the key has a newer record by then
         */
        boolean accept(byte[] key, Optional<byte[]> value);

        /** All that has come is told, for now. */
        void caughtUp();
    }

    /** @param consumers makes a new one whenever the one before has come to grief; see {@link #consumers} */
    public CompactedTopicFollower(String topic, Supplier<Consumer<byte[], byte[]>> consumers, Listener listener,
            InstantSource clock) {
        this.topic = topic;
        this.consumers = consumers;
        reading = new CompactedTopicReading(topic, listener, System::nanoTime, clock);
        thread = Thread.ofPlatform().daemon().name("follow-" + topic).unstarted(this::run);
    }

    /**
     * Consumers as a follower needs them.
     *
     * @param kafka where the brokers are and how to talk to them, as configured for all clients
     */
    public static Supplier<Consumer<byte[], byte[]>> consumers(Map<String, ?> kafka, String clientId) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.remove("group.id");
        properties.remove("group.instance.id");
        properties.put("client.id", clientId);
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", "earliest");
        // What a transaction that was aborted had said never held.
        properties.put("isolation.level", "read_committed");
        properties.put("allow.auto.create.topics", "false");
        return () -> new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    public void start() {
        thread.start();
    }

    /**
     * Waits until the listener has been told, and has taken, all that was in the topic at the start.
     *
     * @return whether that came within the time
     */
    public boolean awaitEnd(Duration atMost) throws InterruptedException {
        return atEnd.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Since when the brokers have not been heard of; empty while they have been lately (within 15 s). */
    public Optional<Instant> staleSince() {
        return reading.staleSince();
    }

    /** Returns at once, or within two seconds where a broker is being waited for. */
    @Override
    public void close() {
        closed.countDown();
        Consumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            if (!thread.join(THREAD_END)) {
                LOG.atWarn().addKeyValue("topic", topic).log("The thread that follows a topic does not end");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IllegalThreadStateException _) {
            // Was never started.
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void run() {
        while (!isClosed()) {
            try {
                followWithOneConsumer();
            } catch (WakeupException _) {
                // To be closed, which the loop sees.
            } catch (RuntimeException e) {
                // Whatever it is, a new consumer may not have it: to give up would leave an old picture for good.
                LOG.atWarn().addKeyValue("topic", topic).setCause(e).log("A topic cannot be read; trying again");
                logStaleness();
                rest(Duration.ofMillis(BACKOFF.backoff(failures++)));
            }
        }
    }

    private void followWithOneConsumer() {
        Consumer<byte[], byte[]> consumer = consumers.get();
        current = consumer;
        try {
            boolean attached = false;
            while (!isClosed()) {
                try {
                    if (!attached) {
                        reading.attach(consumer);
                        attached = true;
                    }
                    round(consumer);
                } catch (TimeoutException _) {
                    // The consumer goes on by itself as soon as a broker answers.
                    rest(PAUSE);
                }
                logStaleness();
            }
        } finally {
            current = null;
            // There is no group to leave, and nothing to commit.
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    private void round(Consumer<byte[], byte[]> consumer) {
        reading.round(consumer);
        failures = 0;
        if (reading.hasBeenAtEnd()) {
            atEnd.countDown();
        }
    }

    private void rest(Duration time) {
        try {
            closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            // Nobody interrupts this thread but to end it, and the loop decides on that.
        }
    }

    private void logStaleness() {
        Optional<Instant> since = staleSince();
        if (since.isPresent() && !isKnownStale) {
            LOG.atWarn()
                    .addKeyValue("topic", topic)
                    .addKeyValue("since", since.get())
                    .log("No broker answers; what was read of a topic may be old");
        } else if (since.isEmpty() && isKnownStale) {
            LOG.atInfo().addKeyValue("topic", topic).log("The brokers answer again");
        }
        isKnownStale = since.isPresent();
    }
}
