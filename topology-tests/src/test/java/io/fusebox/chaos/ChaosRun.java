package io.fusebox.chaos;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** One run: calls are produced while the plan's mischiefs happen; then all that came of it is audited. */
final class ChaosRun {
    private static final Duration PROGRESS = Duration.ofSeconds(10);
    private static final Duration TICK = Duration.ofMillis(20);
    /** For the last results, after all is well again. */
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    /** For results that should not come. */
    private static final Duration LISTENING = Duration.ofSeconds(5);

    private final Scene scene;
    private final Plan plan;
    private final Traffic traffic;
    private final Mischiefs mischiefs;
    private final long begin = System.nanoTime();
    private long lastProgress = begin;

    ChaosRun(Scene scene, Plan plan) {
        this.scene = scene;
        this.plan = plan;
        this.traffic = new Traffic(scene);
        this.mischiefs = new Mischiefs(scene, plan.random());
    }

    /** @param calls at least; as many more as are made until the plan is done */
    Audit.Findings run(List<String> pods, int calls, int perSecond) {
        pods.forEach(mischiefs::startPod);
        scene.fleet().awaitReady(Duration.ofSeconds(120));
        CompletableFuture<Void> sending = traffic.start(calls, perSecond);
        for (Plan.Step step : plan.steps()) {
            watch(step.pause());
            System.out.printf("chaos: %4d s  %s%n", seconds(), step.mischief());
            mischiefs.run(step.mischief());
        }
        traffic.end();
        while (!sending.isDone()) {
            watch(TICK);
        }
        sending.join();
        mischiefs.close();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (traffic.answered() < traffic.sent() && System.nanoTime() < end) {
            watch(TICK);
        }
        watch(LISTENING);
        Audit.Findings findings = traffic.audit();
        report(findings);
        return findings;
    }

    /** As the platform does: who has ended by itself is started again. */
    private void watch(Duration length) {
        long end = System.nanoTime() + length.toNanos();
        do {
            Clock.sleep(TICK);
            scene.fleet().restartTheDead(Mischiefs.STATIC::contains);
            if (System.nanoTime() - lastProgress > PROGRESS.toNanos()) {
                lastProgress = System.nanoTime();
                System.out.printf("chaos: %4d s  %d calls, %d results, %d kills of pods, %d of the broker%n", seconds(),
                        traffic.sent(), traffic.answered(), mischiefs.podKills(), mischiefs.brokerKills());
            }
        } while (System.nanoTime() < end);
    }

    private long seconds() {
        return (System.nanoTime() - begin) / 1_000_000_000L;
    }

    private void report(Audit.Findings findings) {
        findings.print();
        System.out.printf(
                "chaos: seed %d, statuses %s, pods that ended by themselves %d, transactions left hanging %d%n",
                plan.seed(),
                traffic.answers().stream().collect(Collectors.groupingBy(Answer::status, Collectors.counting())),
                scene.fleet().restarts(), scene.caretaker().aborted());
        System.out.printf("chaos: %d calls, %d kills, lost %d, doubled %d, repeated %d, repeated where forbidden %d%n",
                traffic.sent(), mischiefs.podKills() + mischiefs.brokerKills(), findings.lost().size(),
                findings.doubled().size(), findings.repeated(), findings.forbidden().size());
    }
}
