package io.fusebox.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.utils.Utils;

/** Does to a scene what a plan says. */
final class Mischiefs implements AutoCloseable {
    /** Pods that are members of the group in all their lives; the others are new each time. */
    static final List<String> STATIC = List.of("pod-1", "pod-2");
    private static final String EXTRA = "pod-9";
    /** After a broker's return its clients find it, and tasks that were corrupted meanwhile come back to life. */
    private static final Duration AFTERMATH = Duration.ofSeconds(10);

    private final Scene scene;
    private final RandomGenerator random;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private int podKills;
    private int brokerKills;

    Mischiefs(Scene scene, RandomGenerator random) {
        this.scene = scene;
        this.random = random;
    }

    int podKills() {
        return podKills;
    }

    int brokerKills() {
        return brokerKills;
    }

    void startPod(String slot) {
        scene.fleet().start(slot, STATIC.contains(slot));
    }

    void run(Mischief mischief) {
        switch (mischief) {
            case Mischief.KillPod(Duration away) -> restartAfter(kill(anyPod()), away);
            case Mischief.StopPod(Duration away) -> {
                Pod pod = anyPod();
                scene.fleet().stop(pod);
                restartAfter(pod, away);
            }
            case Mischief.PausePod(Duration length) -> scene.fleet().pause(anyPod(), length);
            case Mischief.PauseNewborn(Duration length) -> pauseNewborn(kill(anyPod()), length);
            case Mischief.LoseState() -> {
                Pod pod = kill(anyPod());
                delete(scene.directory().resolve("state-" + pod.slot()));
                startPod(pod.slot());
            }
            case Mischief.AddPod(Duration length) -> {
                if (scene.fleet().pod(EXTRA).isEmpty()) {
                    startPod(EXTRA);
                    Clock.sleep(length);
                }
                scene.fleet().pod(EXTRA).ifPresent(scene.fleet()::stop);
            }
            case Mischief.KillBroker(Duration away) -> killBroker(away);
            case Mischief.Sickness(Duration length) -> {
                Destination destination = anyDestination();
                destination.be(Mood.SICK);
                later.schedule(destination::recover, length.toMillis(), TimeUnit.MILLISECONDS);
            }
            case Mischief.Outage(Duration length) -> {
                Destination destination = anyDestination();
                destination.goDown();
                later.schedule(destination::comeUp, length.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private Pod kill(Pod pod) {
        scene.fleet().kill(pod);
        podKills++;
        return pod;
    }

    private void restartAfter(Pod pod, Duration away) {
        Clock.sleep(away);
        startPod(pod.slot());
    }

    private void pauseNewborn(Pod former, Duration length) {
        startPod(former.slot());
        Pod newborn = scene.fleet().pod(former.slot()).orElseThrow();
        PodLog log = newborn.log();
        long end = System.nanoTime() + Duration.ofSeconds(25).toNanos();
        while (System.nanoTime() < end && !log.says("claims the partition")) {
            Clock.sleep(Duration.ofMillis(1));
        }
        scene.fleet().pause(newborn, length);
    }

    private void killBroker(Duration away) {
        Instant from = Instant.now();
        scene.broker().kill();
        brokerKills++;
        Clock.sleep(away);
        scene.broker().restart();
        scene.fleet().disturb("the broker is killed", Optional.empty(), from, Instant.now().plus(AFTERMATH));
    }

    private Pod anyPod() {
        List<Pod> pods = List.copyOf(scene.fleet().pods());
        return pods.get(random.nextInt(pods.size()));
    }

    private Destination anyDestination() {
        return scene.destinations().get(random.nextInt(scene.destinations().size()));
    }

    private static void delete(Path directory) {
        try {
            if (Files.exists(directory)) {
                Utils.delete(directory.toFile());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All destinations are well again. */
    @Override
    public void close() {
        later.close();
    }
}
