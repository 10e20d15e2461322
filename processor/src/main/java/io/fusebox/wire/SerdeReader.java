package io.fusebox.wire;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads with a foreign deserializer, without waiting for its registry.
 *
 * <p>A schema that was not read with before is a new <em>sight</em>: its record is read in the background, and the outcome is kept
 * until the caller comes again with the same bytes.
 *
 * <p>Threading notes: safe for all threads. The deserializer is used under {@code serde}; while the background holds that lock,
 * which may be long, nobody waits for it.
 */
final class SerdeReader {
    private static final int HEAD = 5;
    private static final int SIGHTS = 1_000;
    private static final int OUTCOMES = 1_000;
    private static final int UNDER_WAY = 100;
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final Deserializer<Object> deserializer;
    private final Executor background;
    private final ReentrantLock serde = new ReentrantLock();
    private volatile boolean looking;

    private final Set<Sight> familiar = new HashSet<>();
    private final Map<ByteBuffer, Decoded<Object>> outcomes = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Decoded<Object>> eldest) {
            return size() > OUTCOMES;
        }
    };
    private final Set<ByteBuffer> underWay = new HashSet<>();
    private String failure = "";
    private Optional<Long> pausedUntil = Optional.empty();

    /** Serdes with a registry put the schema's id into the first bytes. */
    private record Sight(String topic, ByteBuffer head) {
        static Sight of(String topic, byte[] bytes) {
            boolean hasId = bytes.length >= HEAD && bytes[0] == 0;
            return new Sight(topic, ByteBuffer.wrap(hasId ? Arrays.copyOf(bytes, HEAD) : new byte[0]));
        }
    }

    SerdeReader(Deserializer<Object> deserializer, Executor background) {
        this.deserializer = deserializer;
        this.background = background;
    }

    Decoded<Object> read(String topic, byte[] bytes) {
        Sight sight = Sight.of(topic, bytes);
        return isFamiliar(sight) ? readHere(topic, bytes) : askFor(sight, bytes);
    }

    private synchronized boolean isFamiliar(Sight sight) {
        return familiar.contains(sight);
    }

    private Decoded<Object> readHere(String topic, byte[] bytes) {
        // Other threads hold the lock for the time of one record; only the background may hold it for longer.
        while (!serde.tryLock()) {
            if (looking) {
                return new Decoded.NotYet<>("the deserializer is busy with a new schema");
            }
            Thread.onSpinWait();
        }
        try {
            return deserialize(topic, bytes);
        } finally {
            serde.unlock();
        }
    }

    private Decoded<Object> deserialize(String topic, byte[] bytes) {
        try {
            Object value = deserializer.deserialize(topic, bytes);
            return value == null ? new Decoded.Malformed<>("the deserializer makes nothing of the record")
                    : new Decoded.Read<>(value);
        } catch (RuntimeException | LinkageError e) {
            String why = SerdeWireFormat.deepestMessage(e);
            return SerdeWireFormat.mayPass(e) ? new Decoded.NotYet<>("the deserializer cannot read now: " + why)
                    : new Decoded.Malformed<>("the deserializer cannot read the record: " + why);
        }
    }

    private synchronized Decoded<Object> askFor(Sight sight, byte[] bytes) {
        ByteBuffer key = digest(bytes);
        Decoded<Object> outcome = outcomes.remove(key);
        if (outcome != null) {
            return outcome;
        }
        if (pausedUntil.isPresent() && System.nanoTime() - pausedUntil.get() < 0) {
            return new Decoded.NotYet<>(failure);
        }
        if (underWay.size() < UNDER_WAY && underWay.add(key)) {
            background.execute(() -> look(sight, key, bytes));
        }
        return new Decoded.NotYet<>("the deserializer sees a schema for the first time");
    }

    private void look(Sight sight, ByteBuffer key, byte[] bytes) {
        looking = true;
        Decoded<Object> outcome;
        serde.lock();
        try {
            outcome = deserialize(sight.topic, bytes);
        } finally {
            serde.unlock();
            looking = false;
        }
        seen(sight, key, outcome);
    }

    private synchronized void seen(Sight sight, ByteBuffer key, Decoded<Object> outcome) {
        underWay.remove(key);
        switch (outcome) {
            case Decoded.Read<Object> read -> {
                if (familiar.size() >= SIGHTS) {
                    familiar.clear();
                }
                familiar.add(sight);
                outcomes.put(key, read);
            }
            case Decoded.Malformed<Object> malformed -> outcomes.put(key, malformed);
            case Decoded.NotYet<Object>(String reason) -> {
                failure = reason;
                pausedUntil = Optional.of(System.nanoTime() + PAUSE_NANOS);
            }
        }
    }

    private static ByteBuffer digest(byte[] bytes) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
