package io.fusebox.chaos;

import io.fusebox.broker.TopicLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;

/**
 * Calls at an even pace, and their results.
 *
 * <p>Threading notes: a thread of its own sends; all methods may be called by any.
 */
final class Traffic {
    private static final Duration TICK = Duration.ofMillis(10);

    private final Scene scene;
    private final Caller caller;
    private final TopicLog<Answer> results;
    private volatile int wanted;
    private volatile boolean ending;

    Traffic(Scene scene) {
        this.scene = scene;
        this.caller = scene.caller();
        this.results = scene.results();
    }

    /** So many more, and whatever comes until {@link #end}; completes when they are in Kafka. */
    CompletableFuture<Void> start(int calls, int perSecond) {
        wanted = caller.sent() + calls;
        return CompletableFuture.runAsync(() -> send(perSecond));
    }

    /** No more than was asked for. */
    void end() {
        ending = true;
    }

    /** What a broker's absence holds up is made up for. */
    private void send(int perSecond) {
        long begin = System.nanoTime();
        int before = caller.sent();
        while (caller.sent() < wanted || !ending) {
            long due = before + (System.nanoTime() - begin) * perSecond / 1_000_000_000L;
            while (caller.sent() < due && (caller.sent() < wanted || !ending)) {
                caller.sendNext();
            }
            Clock.sleep(TICK);
        }
        caller.flush();
    }

    /** A few calls to each destination, until all are answered: connections and code are warm then. */
    void warmUp() {
        for (int i = 0; i < 20 * scene.destinations().size(); i++) {
            caller.sendNext();
            Clock.sleep(TICK);
        }
        caller.flush();
        results.await(sent(), Duration.ofSeconds(90));
    }

    int sent() {
        return caller.sent();
    }

    int answered() {
        return results.size();
    }

    List<Answer> answers() {
        return results.entries().stream().map(it -> it.value().orElseThrow()).toList();
    }

    /** Holds all that came of it against what is promised. */
    Audit.Findings audit() {
        Set<String> ids = IntStream.range(0, caller.sent()).mapToObj(Caller::id).collect(Collectors.toSet());
        Map<String, PodStory> stories = scene.fleet()
                .logs()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> PodStory.of(it.getValue())));
        return new Audit(scene.fleet().disturbances(), stories, Traffic::partitionOf).of(ids, answers(),
                scene.requests().served());
    }

    private static int partitionOf(String destination) {
        return Utils.toPositive(Utils.murmur2(Utils.utf8(destination))) % Scene.PARTITIONS;
    }
}
