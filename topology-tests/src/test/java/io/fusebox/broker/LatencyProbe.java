package io.fusebox.broker;

import io.fusebox.schemas.CallResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long it takes, at little load, from producing a call of 5 ms until a {@code read_committed} consumer has its result. A program,
 * not a test. Arguments, all optional: calls (1,000), calls a second (20).
 */
final class LatencyProbe {
    private static final int WARM_UP = 500;

    private LatencyProbe() {}

    public static void main(String[] args) throws Exception {
        int calls = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
        Duration pause = Duration.ofSeconds(1).dividedBy(args.length > 1 ? Integer.parseInt(args[1]) : 20);
        try (Surroundings servers = Surroundings.start(); World world = new World(servers)) {
            world.destination("payments").answersIn(Duration.ofMillis(5));
            world.startedPod();
            TopicLog<CallResult> results = world.results();
            Application application = world.application();
            Map<String, Instant> sentAt = new ConcurrentHashMap<>();
            for (int i = 0; i < WARM_UP + calls; i++) {
                sentAt.put("c" + i, Instant.now());
                application.call("c" + i, "payments");
                Thread.sleep(pause);
            }
            results.await(WARM_UP + calls, Duration.ofSeconds(30));
            List<Long> micros = results.entries()
                    .stream()
                    .filter(it -> Integer.parseInt(it.value().orElseThrow().getId().substring(1)) >= WARM_UP)
                    .map(it -> Duration.between(sentAt.get(it.value().orElseThrow().getId()), it.seenAt()).toNanos()
                            / 1_000)
                    .sorted()
                    .toList();
            System.out.printf("from produce to result: median %.1f ms, p90 %.1f ms, p99 %.1f ms%n", at(micros, 0.5),
                    at(micros, 0.9), at(micros, 0.99));
        }
    }

    private static double at(List<Long> sortedMicros, double share) {
        return sortedMicros.get((int) (sortedMicros.size() * share)) / 1_000.0;
    }
}
