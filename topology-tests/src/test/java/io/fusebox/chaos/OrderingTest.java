package io.fusebox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.broker.TopicLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Calls with ordering keys reach their destinations in order, also where some fail and a pod is killed; other keys do not notice. */
class OrderingTest {
    private static final boolean FULL = Boolean.getBoolean("fusebox.chaos");
    private static final int KEYS = FULL ? 1_000 : 60;
    private static final int CALLS = 20;
    private static final int ROUNDS = FULL ? 5 : 1;
    private static final int DESTINATIONS = 8;
    private static final Mood FAILING = new Mood(Mood.WELL.latency(), 0.05, 0, 0);
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private int phases;
    private int expected;

    /** What came of the calls of a phase. */
    private record Phase(Instant begin, Map<String, Instant> ends, Set<String> failed) {

        /** Of the keys of which no attempt failed: from the first call's sending to the last one's result. */
        Duration median() {
            List<Duration> times = ends.entrySet()
                    .stream()
                    .filter(it -> !failed.contains(it.getKey()))
                    .map(it -> Duration.between(begin, it.getValue()))
                    .sorted()
                    .toList();
            return times.get(times.size() / 2);
        }
    }

    @Test
    void callsOfAKeyArriveInTheirOrder() throws Exception {
        Scene scene = new Scene(FULL ? Tuning.ofDefaults() : Tuning.hasty(), destinations(), "mode: disabled");
        try (scene) {
            IntStream.rangeClosed(1, 2).forEach(i -> scene.fleet().start("pod-" + i, false));
            scene.fleet().awaitReady(Duration.ofSeconds(120));
            Caller caller = scene.caller();
            TopicLog<Answer> results = scene.results();
            run(scene, caller, results, false);

            List<Phase> alone = new ArrayList<>();
            List<Phase> beside = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                scene.destinations().forEach(it -> it.be(Mood.WELL));
                alone.add(run(scene, caller, results, false));
                scene.destinations().forEach(it -> it.be(FAILING));
                beside.add(run(scene, caller, results, false));
            }
            Phase killed = run(scene, caller, results, true);

            assertThat(alone).allMatch(phase -> phase.failed().isEmpty());
            assertThat(beside).noneMatch(phase -> phase.failed().isEmpty());
            double ratio = (double) median(beside).toMillis() / median(alone).toMillis();
            System.out.printf(
                    "ordering: %d keys, %d calls each; median of keys without failures %d ms, beside failing ones %d ms (%.2f), with a kill %d ms; out of order 0%n",
                    KEYS, CALLS, median(alone).toMillis(), median(beside).toMillis(), ratio,
                    killed.median().toMillis());
            if (FULL) {
                assertThat(ratio).as("keys that fail hold up no others").isLessThanOrEqualTo(1.2);
            }
        }
        scene.forget();
    }

    private static Duration median(List<Phase> rounds) {
        return rounds.stream().map(Phase::median).sorted().toList().get(rounds.size() / 2);
    }

    /** Sends all calls of new keys at once, and waits for their results. */
    private Phase run(Scene scene, Caller caller, TopicLog<Answer> results, boolean kill) {
        String phase = "p" + ++phases;
        Instant begin = Instant.now();
        for (int call = 0; call < CALLS; call++) {
            for (int key = 0; key < KEYS; key++) {
                String name = phase + "k" + key;
                caller.sendOrdered(name + "-" + call, name, "ordered-" + key % DESTINATIONS);
            }
        }
        caller.flush();
        expected += KEYS * CALLS;
        if (kill) {
            results.await(expected - KEYS * CALLS / 2, PATIENCE);
            scene.fleet().kill(scene.fleet().pod("pod-1").orElseThrow());
            scene.fleet().start("pod-1", false);
        }
        Awaitility.await("all results").atMost(PATIENCE).until(() -> results.size() >= expected);
        Map<String, Instant> ends = new HashMap<>();
        List<String> ids = new ArrayList<>();
        results.entries().stream().filter(it -> it.value().orElseThrow().id().startsWith(phase + "k")).forEach(it -> {
            ids.add(it.value().orElseThrow().id());
            assertThat(it.value().orElseThrow().status()).isEqualTo("SUCCEEDED");
            ends.put(keyOf(it.value().orElseThrow().id()), it.seenAt());
        });
        assertThat(ids).hasSize(KEYS * CALLS).doesNotHaveDuplicates();
        return new Phase(begin, ends, thenInOrder(scene, phase));
    }

    /** A call that was made twice because a pod was killed has its place at its first time; @return the keys with failures. */
    private static Set<String> thenInOrder(Scene scene, String phase) {
        Map<String, List<Served>> byKey = scene.requests()
                .served()
                .stream()
                .filter(it -> it.id().startsWith(phase + "k"))
                .sorted(Comparator.comparing(Served::begin))
                .collect(Collectors.groupingBy(it -> keyOf(it.id())));
        byKey.forEach((key, served) -> assertThat(served.stream()
                .filter(Served::succeeded)
                .map(it -> Integer.parseInt(it.id().substring(key.length() + 1)))
                .distinct()
                .toList()).as(key).isEqualTo(IntStream.range(0, CALLS).boxed().toList()));
        return byKey.entrySet()
                .stream()
                .filter(it -> it.getValue().stream().anyMatch(request -> !request.succeeded()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static String keyOf(String id) {
        return id.substring(0, id.indexOf('-'));
    }

    private static Map<String, Mood> destinations() {
        return IntStream.range(0, DESTINATIONS)
                .boxed()
                .collect(Collectors.toMap(i -> "ordered-" + i, _ -> Mood.WELL, (one, _) -> one, TreeMap::new));
    }
}
