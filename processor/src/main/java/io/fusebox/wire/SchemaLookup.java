package io.fusebox.wire;

import io.fusebox.wire.SchemaRegistry.Answer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;

/**
 * The schemas that the registry has told so far. A question is answered from memory at once; what is not there yet is fetched
 * in the background. While the registry fails, it is asked less and less often.
 *
 * <p>Threading notes: safe for all threads; holds its lock for moments only, never while the registry is asked.
 */
final class SchemaLookup {
    private static final int KNOWN = 1_000;
    private static final int UNUSABLE = 10_000;
    private static final int UNDER_WAY = 100;
    /** A registry's follower may learn of a schema after its first record has come. */
    private static final long UNUSABLE_NANOS = Duration.ofMinutes(1).toNanos();
    private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(200).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(30).toNanos();

    private final SchemaRegistry registry;
    private final Executor background;
    private final LongSupplier nanoTime;

    private final Map<Integer, Schema> ours = new HashMap<>();
    private final Map<Integer, Schema> known = leastRecentlyUsed(KNOWN);
    private final Map<Integer, Unusable> unusable = leastRecentlyUsed(UNUSABLE);
    private final Set<Integer> underWay = new HashSet<>();
    private String failure = "";
    private long pause;
    private long pausedUntil;

    private record Unusable(String why, long until) {}

    /** @param nanoTime as {@link System#nanoTime} */
    SchemaLookup(SchemaRegistry registry, Executor background, LongSupplier nanoTime) {
        this.registry = registry;
        this.background = background;
        this.nanoTime = nanoTime;
    }

    /** The schema, or why there is none (yet). Never blocks. */
    synchronized Decoded<Schema> find(int id) {
        Schema schema = ours.containsKey(id) ? ours.get(id) : known.get(id);
        if (schema != null) {
            return new Decoded.Read<>(schema);
        }
        long now = nanoTime.getAsLong();
        Unusable refusal = unusable.get(id);
        if (refusal != null && now - refusal.until < 0) {
            return new Decoded.Malformed<>(refusal.why);
        }
        if (isPaused(now)) {
            return new Decoded.NotYet<>(failure);
        }
        if (underWay.size() < UNDER_WAY && underWay.add(id)) {
            background.execute(() -> fetch(id));
        }
        return new Decoded.NotYet<>("the schema registry is being asked for the schema with the id " + id);
    }

    /** A schema that we have registered ourselves: never forgotten. */
    synchronized void learn(int id, Schema schema) {
        ours.put(id, schema);
    }

    private boolean isPaused(long now) {
        return pause > 0 && now - pausedUntil < 0;
    }

    private void fetch(int id) {
        if (!mayAsk(id)) {
            return;
        }
        try {
            Answer answer = registry.find(id);
            answered(id, answer);
        } catch (RegistryException e) {
            failed(id, e.message());
        } catch (RuntimeException e) {
            failed(id, "the schema registry's answer cannot be read: " + e);
        }
    }

    /** Those that queued before the registry failed do not all have to find out for themselves. */
    private synchronized boolean mayAsk(int id) {
        boolean paused = isPaused(nanoTime.getAsLong());
        if (paused) {
            underWay.remove(id);
        }
        return !paused;
    }

    private synchronized void answered(int id, Answer answer) {
        underWay.remove(id);
        pause = 0;
        switch (answer) {
            case Answer.Known(Schema schema) -> known.put(id, schema);
            case Answer.Unusable(String why) ->
                unusable.put(id, new Unusable(why, nanoTime.getAsLong() + UNUSABLE_NANOS));
        }
    }

    private synchronized void failed(int id, String why) {
        underWay.remove(id);
        failure = why;
        pause = pause == 0 ? FIRST_PAUSE_NANOS : Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        pausedUntil = nanoTime.getAsLong() + pause;
    }

    private static <V> Map<Integer, V> leastRecentlyUsed(int limit) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, V> eldest) {
                return size() > limit;
            }
        };
    }
}
