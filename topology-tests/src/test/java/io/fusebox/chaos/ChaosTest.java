package io.fusebox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Calls while pods and the broker die: see docs/chaos.md. */
class ChaosTest {
    private static final boolean FULL = Boolean.getBoolean("fusebox.chaos");
    private static final long SEED = Long.getLong("chaos.seed", System.nanoTime());
    /** Of a full run, for those in a hurry. */
    private static final int SHARE = Integer.getInteger("chaos.share", 1);
    private static final int CALLS = Integer.getInteger("chaos.calls", FULL ? 200_000 / SHARE : 2_000);
    private static final int PER_SECOND = Integer.getInteger("chaos.rate", FULL ? 230 : 100);

    @Test
    void losesAndDoublesNothingAndRepeatsOnlyWhatWasUnderWay() throws Exception {
        Plan plan = FULL ? Plan.of(SEED, Plan.Counts.full().share(SHARE), Duration.ofSeconds(12))
                : Plan.of(SEED, Plan.Counts.brief(), Duration.ofSeconds(3));
        Scene scene = new Scene(Tuning.hasty(), destinations());
        Audit.Findings findings;
        try (scene) {
            System.out.printf("chaos: seed %d, logs in %s%n", SEED, scene.directory());
            findings = new ChaosRun(scene, plan).run(List.of("pod-1", "pod-2", "pod-3"), CALLS, PER_SECOND);
        }

        assertThat(findings.isClean()).as("-Dchaos.seed=%d; the pods' logs are in %s", SEED, scene.directory())
                .isTrue();
        scene.forget();
    }

    private static Map<String, Mood> destinations() {
        Map<String, Mood> moods = new TreeMap<>();
        for (int i = 0; i < 3; i++) {
            moods.put("well-" + i, Mood.WELL);
            moods.put("slow-" + i, Mood.SLOW);
            moods.put("shaky-" + i, Mood.SHAKY);
            moods.put(Audit.ONCE + "-" + i, i == 0 ? Mood.SHAKY : Mood.WELL);
        }
        return moods;
    }
}
