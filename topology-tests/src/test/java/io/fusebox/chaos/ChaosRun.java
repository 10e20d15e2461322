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

/** One run: calls are produced while the plan's mischiefs happen; then all that came of it is audited. */
final class ChaosRun {
    private static final Duration PROGRESS = Duration.ofSeconds(10);
    private static final Duration TICK = Duration.ofMillis(20);
    /** For the last results, after all is well again. */
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    /** For results that should not come. */
    private static final Duration LISTENING = Duration.ofSeconds(8);

    private final Scene scene;
    private final Plan plan;
    private final int calls;
    private final int rate;
    private final long begin = System.nanoTime();
    private long lastProgress = begin;
    private volatile boolean planDone;

    /** @param rate calls per second */
    ChaosRun(Scene scene, Plan plan, int calls, int rate) {
        this.scene = scene;
        this.plan = plan;
        this.calls = calls;
        this.rate = rate;
    }

    Audit.Findings run(List<String> pods) {
        TopicLog<Answer> results = scene.results();
        Caller caller = scene.caller();
        Mischiefs mischiefs = new Mischiefs(scene, plan.random());
        pods.forEach(mischiefs::startPod);
        scene.fleet().awaitReady(Duration.ofSeconds(120));
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(caller));
        for (Plan.Step step : plan.steps()) {
            watch(step.pause(), caller, results, mischiefs);
            System.out.printf("chaos: %4d s  %s%n", seconds(), step.mischief());
            mischiefs.run(step.mischief());
        }
        planDone = true;
        while (!sending.isDone()) {
            watch(TICK, caller, results, mischiefs);
        }
        sending.join();
        mischiefs.close();
        for (long waited = 0; results.size() < caller.sent() && waited < PATIENCE.toMillis(); waited += 100) {
            watch(Duration.ofMillis(100), caller, results, mischiefs);
        }
        Clock.sleep(LISTENING);
        return audit(caller, results, mischiefs);
    }

    /** At an even pace; what a broker's absence holds up is made up for. */
    private void send(Caller caller) {
        long start = System.nanoTime();
        while (caller.sent() < calls || !planDone) {
            long due = (System.nanoTime() - start) * rate / 1_000_000_000L;
            while (caller.sent() < due && (caller.sent() < calls || !planDone)) {
                caller.sendNext();
            }
            Clock.sleep(TICK);
        }
        caller.flush();
    }

    private void watch(Duration length, Caller caller, TopicLog<Answer> results, Mischiefs mischiefs) {
        long end = System.nanoTime() + length.toNanos();
        do {
            Clock.sleep(TICK);
            scene.fleet().restartTheDead(Mischiefs.STATIC::contains);
            if (System.nanoTime() - lastProgress > PROGRESS.toNanos()) {
                lastProgress = System.nanoTime();
                System.out.printf("chaos: %4d s  %d calls, %d results, %d kills of pods, %d of the broker%n", seconds(),
                        caller.sent(), results.size(), mischiefs.podKills(), mischiefs.brokerKills());
            }
        } while (System.nanoTime() < end);
    }

    private long seconds() {
        return (System.nanoTime() - begin) / 1_000_000_000L;
    }

    private Audit.Findings audit(Caller caller, TopicLog<Answer> results, Mischiefs mischiefs) {
        Set<String> sent = IntStream.range(0, caller.sent()).mapToObj(Caller::id).collect(Collectors.toSet());
        Map<String, PodStory> stories = scene.fleet()
                .logs()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> PodStory.of(it.getValue())));
        List<Answer> answers = results.entries().stream().map(it -> it.value().orElseThrow()).toList();
        Audit.Findings findings = new Audit(scene.fleet().disturbances(), stories, ChaosRun::partitionOf)
                .of(sent, answers, scene.requests().served());
        System.out.printf("chaos: statuses %s, pods that ended by themselves %d, seed %d%n", answers.stream()
                .collect(Collectors.groupingBy(Answer::status, Collectors.counting())), scene.fleet().restarts(),
                plan.seed());
        findings.forbidden().stream().limit(20).forEach(it -> System.out.println("chaos: FORBIDDEN " + it));
        findings.lost().stream().limit(20).forEach(it -> System.out.println("chaos: LOST " + it));
        findings.doubled().stream().limit(20).forEach(it -> System.out.println("chaos: DOUBLED " + it));
        findings.untrue().stream().limit(20).forEach(it -> System.out.println("chaos: UNTRUE " + it));
        System.out.printf("chaos: %d calls, %d kills, lost %d, doubled %d, repeated %d, repeated where forbidden %d%n",
                caller.sent(), mischiefs.podKills() + mischiefs.brokerKills(), findings.lost().size(), findings
                        .doubled()
                        .size(), findings.repeated(), findings.forbidden().size());
        return findings;
    }

    private static int partitionOf(String destination) {
        return Utils.toPositive(Utils.murmur2(Utils.utf8(destination))) % Scene.PARTITIONS;
    }
}
