package io.fusebox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Calls while pods and brokers die. */
class ChaosTest {

    @Test
    void losesDoublesAndRepeatsNothing() throws Exception {
        boolean full = Boolean.getBoolean("fusebox.chaos");
        long seed = Long.getLong("chaos.seed", System.nanoTime());
        int calls = Integer.getInteger("chaos.calls", full ? 200_000 : 3_000);
        int rate = Integer.getInteger("chaos.rate", full ? 230 : 150);
        Plan plan = Plan.of(seed, full ? Plan.Counts.full() : Plan.Counts.brief());
        Scene scene = new Scene(Tuning.hasty(), destinations());
        Audit.Findings findings;
        try (scene) {
            System.out.printf("chaos: seed %d, logs in %s%n", seed, scene.directory());
            findings = new ChaosRun(scene, plan, calls, rate).run(List.of("pod-1", "pod-2", "pod-3"));
        }

        assertThat(findings.isClean()).as("seed %d, logs in %s", seed, scene.directory()).isTrue();
        scene.forget();
    }

    private static Map<String, Mood> destinations() {
        Map<String, Mood> moods = new TreeMap<>();
        for (int i = 0; i < 4; i++) {
            moods.put("well-" + i, Mood.WELL);
            moods.put("slow-" + i, Mood.SLOW);
            moods.put("shaky-" + i, Mood.SHAKY);
        }
        return moods;
    }
}
