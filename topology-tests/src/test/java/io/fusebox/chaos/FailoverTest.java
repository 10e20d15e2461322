package io.fusebox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** How long the destinations of a pod that was killed are not served. */
@EnabledIfSystemProperty(named = "fusebox.chaos", matches = "true")
class FailoverTest {
    private static final int PER_SECOND = 100;
    private static final int KILLS = Integer.getInteger("chaos.failovers", 4);

    @Test
    void takes25SecondsAtMostByDefault() throws Exception {
        assertThat(failovers("default settings", Tuning.ofDefaults()))
                .allSatisfy(it -> assertThat(it).isLessThanOrEqualTo(Duration.ofSeconds(25)));
    }

    @Test
    void takes8SecondsAtMostAtTheFastest() throws Exception {
        assertThat(failovers("fastest settings", Tuning.fastest()))
                .allSatisfy(it -> assertThat(it).isLessThanOrEqualTo(Duration.ofSeconds(8)));
    }

    /** From each kill until the last of the dead pod's destinations was called again. */
    private static List<Duration> failovers(String name, Tuning tuning) throws Exception {
        List<Duration> failovers = new ArrayList<>();
        try (Scene scene = new Scene(tuning, destinations())) {
            for (int i = 1; i <= 3; i++) {
                scene.fleet().start("pod-" + i, false);
            }
            scene.fleet().awaitReady(Duration.ofSeconds(120));
            Traffic traffic = new Traffic(scene);
            traffic.warmUp();
            CompletableFuture<Void> sending = traffic.start(0, PER_SECOND);
            for (int i = 0; i < KILLS; i++) {
                failovers.add(killOne(scene, "pod-" + (1 + i % 3), traffic));
                System.out.printf("failover, %s: %d ms%n", name, failovers.getLast().toMillis());
            }
            traffic.end();
            sending.join();
            scene.close();
            scene.forget();
        }
        System.out.printf("failover, %s: %d kills, %d to %d ms%n", name, failovers.size(),
                failovers.stream().mapToLong(Duration::toMillis).min().orElseThrow(),
                failovers.stream().mapToLong(Duration::toMillis).max().orElseThrow());
        return failovers;
    }

    private static Duration killOne(Scene scene, String slot, Traffic traffic) {
        Awaitility.await("all is quiet")
                .atMost(Duration.ofSeconds(120))
                .until(() -> traffic.sent() - traffic.answered() < PER_SECOND && scene.fleet().pods().size() == 3
                        && scene.fleet().pods().stream().allMatch(pod -> pod.share() > 0));
        // Its standbys are up to date, and the group has settled.
        Clock.sleep(Duration.ofSeconds(8));
        Pod victim = scene.fleet().pod(slot).orElseThrow();
        Instant recently = Instant.now().minusSeconds(1);
        Set<String> its = scene.requests()
                .served()
                .stream()
                .filter(it -> it.begin().isAfter(recently) && it.pod().equals(victim.life()))
                .map(Served::destination)
                .collect(Collectors.toSet());
        scene.fleet().kill(victim);
        Instant dead = Instant.now();
        Map<String, Instant> servedAgain = new HashMap<>();
        Awaitility.await("its destinations are served")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    scene.requests().served().forEach(it -> {
                        if (its.contains(it.destination()) && !it.pod().equals(victim.life())
                                && it.begin().isAfter(dead)) {
                            servedAgain.merge(it.destination(), it.begin(), (a, b) -> a.isBefore(b) ? a : b);
                        }
                    });
                    return servedAgain.keySet().containsAll(its);
                });
        scene.fleet().start(slot, false);
        return Duration.between(dead, servedAgain.values().stream().max(Instant::compareTo).orElseThrow());
    }

    private static Map<String, Mood> destinations() {
        Map<String, Mood> moods = new TreeMap<>();
        for (int i = 0; i < 12; i++) {
            moods.put("well-" + i, Mood.WELL);
        }
        return moods;
    }
}
