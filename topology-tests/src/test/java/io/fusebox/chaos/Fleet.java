package io.fusebox.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/**
 * All pods, and what was done to them.
 *
 * <p>Threading notes: belongs to one thread, but {@link #disturbances} and {@link #pods} may be read by any.
 */
final class Fleet implements AutoCloseable {
    /** After a pod has joined, the group moves tasks to it. */
    private static final Duration SETTLING = Duration.ofSeconds(30);
    /** What a pod was about to do when it was stopped, it does when it is continued. */
    private static final Duration AWAKENING = Duration.ofSeconds(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    private final Path directory;
    private final List<String> destinations;
    private final Map<String, Pod> pods = new TreeMap<>();
    private final Map<String, Integer> lives = new HashMap<>();
    private final List<Disturbance> disturbances = new ArrayList<>();
    private final Map<String, PodLog> logs = new HashMap<>();
    private int restarts;

    Fleet(Path directory, List<String> destinations) {
        this.directory = directory;
        this.destinations = destinations;
    }

    /** A pod joins: others may lose tasks to it. */
    synchronized Pod start(String slot, boolean staticMember) {
        Pod pod = startUndisturbed(slot, staticMember);
        join(pod);
        return pod;
    }

    private void join(Pod pod) {
        Instant now = Instant.now();
        disturb(pod.life() + " joins", Optional.empty(), now, now.plus(SETTLING));
    }

    /** A pod comes back to what it had: this may cost nobody anything. */
    synchronized Pod startUndisturbed(String slot, boolean staticMember) {
        Pod pod = new Pod(slot, lives.merge(slot, 1, Integer::sum), staticMember, directory, destinations);
        pods.put(slot, pod);
        logs.put(pod.life(), pod.log());
        return pod;
    }

    void kill(Pod pod) {
        Instant from = Instant.now();
        pod.process().kill();
        forget(pod);
        disturb(pod.life() + " is killed", Optional.of(pod.life()), from);
    }

    /** SIGTERM; returns when it has ended. */
    void stop(Pod pod) {
        pod.process().terminate();
        if (!pod.process().await(STOP_LIMIT)) {
            throw new AssertionError(pod.life() + " does not stop");
        }
        forget(pod);
    }

    /** SIGSTOP and SIGCONT: whatever it was about to do, it goes on with. */
    void pause(Pod pod, Duration length) {
        Instant from = Instant.now();
        pod.process().pause();
        Clock.sleep(length);
        pod.process().resume();
        disturb(pod.life() + " is paused", Optional.of(pod.life()), from, Instant.now().plus(AWAKENING));
        // It may have been missed, and then joins again.
        join(pod);
    }

    /** What has just ended. */
    void disturb(String what, Optional<String> life, Instant from) {
        disturb(what, life, from, Instant.now());
    }

    synchronized void disturb(String what, Optional<String> life, Instant from, Instant until) {
        disturbances.add(new Disturbance(what, life, from, until));
    }

    /** All is settled. */
    synchronized void forgetDisturbances() {
        disturbances.clear();
    }

    synchronized List<Disturbance> disturbances() {
        return List.copyOf(disturbances);
    }

    synchronized Collection<Pod> pods() {
        return List.copyOf(pods.values());
    }

    synchronized Optional<Pod> pod(String slot) {
        return Optional.ofNullable(pods.get(slot));
    }

    private synchronized void forget(Pod pod) {
        pods.remove(pod.slot(), pod);
    }

    /** As the platform does: a pod that has ended by itself is started again. */
    void restartTheDead(Predicate<String> isStatic) {
        for (Pod pod : pods()) {
            if (!pod.process().isAlive()) {
                System.out.printf("chaos: %s has ended by itself with status %d:%n%s%n", pod.life(),
                        pod.process().exitCode(), pod.log().lastError());
                restarts++;
                forget(pod);
                disturb(pod.life() + " ended by itself", Optional.of(pod.life()), Instant.now().minusSeconds(30));
                start(pod.slot(), isStatic.test(pod.slot()));
            }
        }
    }

    /** By the life of a pod. */
    synchronized Map<String, PodLog> logs() {
        return Map.copyOf(logs);
    }

    /** How often a pod ended by itself. */
    int restarts() {
        return restarts;
    }

    void awaitReady(Duration atMost) {
        Awaitility.await("all pods are ready").atMost(atMost).until(() -> pods().stream().allMatch(Pod::isReady));
    }

    @Override
    public void close() {
        pods().forEach(pod -> {
            pod.process().resume();
            pod.process().kill();
        });
    }
}
