package io.fusebox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A new version is rolled out under load: each pod in turn gets SIGTERM, ends, and comes back. */
class RollingRestartTest {
    private static final boolean FULL = Boolean.getBoolean("fusebox.chaos");
    private static final int PODS = FULL ? 3 : 2;
    private static final int PER_SECOND = FULL ? 2_000 : 100;
    private static final Duration BETWEEN = Duration.ofSeconds(FULL ? 5 : 1);

    @Test
    void losesDoublesAndRepeatsNothing() throws Exception {
        Scene scene = new Scene(FULL ? Tuning.ofDefaults() : Tuning.patient(), destinations());
        Audit.Findings findings;
        int calls;
        try (scene) {
            List<String> slots = IntStream.rangeClosed(1, PODS).mapToObj(i -> "pod-" + i).toList();
            slots.forEach(slot -> scene.fleet().start(slot, true));
            scene.fleet().awaitReady(Duration.ofSeconds(120));
            Traffic traffic = new Traffic(scene);
            traffic.warmUp();
            scene.fleet().forgetDisturbances();
            CompletableFuture<Void> sending = traffic.start(0, PER_SECOND);

            for (String slot : slots) {
                Clock.sleep(BETWEEN);
                long begin = System.nanoTime();
                scene.fleet().stop(scene.fleet().pod(slot).orElseThrow());
                long stopped = System.nanoTime();
                scene.fleet().startUndisturbed(slot, true);
                scene.fleet().awaitReady(Duration.ofSeconds(120));
                System.out.printf("rolling restart: %s stopped in %d ms, back after %d ms%n", slot,
                        (stopped - begin) / 1_000_000, (System.nanoTime() - stopped) / 1_000_000);
            }

            Clock.sleep(BETWEEN);
            traffic.end();
            sending.join();
            calls = traffic.sent();
            Awaitility.await("all results").atMost(Duration.ofSeconds(120)).until(() -> traffic.answered() >= calls);
            Clock.sleep(Duration.ofSeconds(1));
            findings = traffic.audit();
        }

        findings.print();
        System.out.printf("rolling restart: %d pods, %d calls/s, %d calls, lost %d, doubled %d, repeated %d%n", PODS,
                PER_SECOND, calls, findings.lost().size(), findings.doubled().size(), findings.repeated());
        assertThat(findings.isClean()).as("the pods' logs are in %s", scene.directory()).isTrue();
        assertThat(findings.repeated()).isZero();
        scene.forget();
    }

    private static Map<String, Mood> destinations() {
        Map<String, Mood> moods = new TreeMap<>();
        for (int i = 0; i < 8; i++) {
            moods.put("well-" + i, Mood.WELL);
        }
        moods.put("slow", Mood.SLOW);
        moods.put(Audit.ONCE, Mood.WELL);
        return moods;
    }
}
