package io.fusebox.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * Holds what came of the calls against what is promised.
 *
 * <p>A request that follows one of the same call that had failed, as its server or its pod says, is a retry. Any other is a repetition. It is allowed where the
 * pod that made the first was paused, or where all of this holds: something was done, while the call was under way or its result
 * not committed, to the pod that made the first; another owner took the partition over before the second; and the result that
 * was committed does not speak of the first.
 *
 * @param disturbances all that was done
 * @param stories what pods have logged, by their lives
 * @param partitionOf a destination
 */
record Audit(List<Disturbance> disturbances, Map<String, PodStory> stories, ToIntFunction<String> partitionOf) {
    /** Destinations whose calls are made once at most. */
    static final String ONCE = "once";
    /** Clocks are read before what they speak of. */
    private static final Duration TOLERANCE = Duration.ofMillis(100);

    /** @param forbidden in words */
    record Findings(
            List<String> lost,
            List<String> doubled,
            List<String> untrue,
            int repeated,
            List<String> forbidden) {

        /** The first few of what is wrong. */
        void print() {
            print("LOST", lost);
            print("DOUBLED", doubled);
            print("UNTRUE", untrue);
            print("FORBIDDEN", forbidden);
        }

        private static void print(String what, List<String> all) {
            all.stream().limit(20).forEach(it -> System.out.printf("chaos: %s %s%n", what, it));
        }

        boolean isClean() {
            return lost.isEmpty() && doubled.isEmpty() && untrue.isEmpty() && forbidden.isEmpty();
        }
    }

    Findings of(Set<String> sent, List<Answer> answers, List<Served> served) {
        Map<String, List<Answer>> answersById = answers.stream().collect(Collectors.groupingBy(Answer::id));
        Map<String, List<Served>> servedById = served.stream()
                .sorted(Comparator.comparing(Served::begin))
                .collect(Collectors.groupingBy(Served::id));
        Map<Long, Served> bySerial = new HashMap<>();
        served.forEach(it -> bySerial.put(it.serial(), it));
        List<String> untrue = answers.stream()
                .filter(it -> it.serial()
                        .filter(serial -> !bySerial.containsKey(serial) || !bySerial.get(serial).id().equals(it.id()))
                        .isPresent())
                .map(Answer::id)
                .toList();
        Set<String> lost = new HashSet<>(sent);
        lost.removeAll(answersById.keySet());
        List<String> doubled = answersById.entrySet()
                .stream()
                .filter(it -> it.getValue().size() > 1 || !sent.contains(it.getKey()))
                .map(it -> it.getKey() + ": " + it.getValue())
                .toList();
        int repeated = 0;
        List<String> forbidden = new ArrayList<>();
        for (Map.Entry<String, List<Served>> call : servedById.entrySet()) {
            Optional<Long> committed = answersById.getOrDefault(call.getKey(), List.of())
                    .stream()
                    .flatMap(it -> it.serial().stream())
                    .findFirst();
            List<Served> requests = call.getValue();
            for (int i = 0; i + 1 < requests.size(); i++) {
                Served first = requests.get(i);
                Served second = requests.get(i + 1);
                Optional<String> wrong = wrong(first, second, committed);
                wrong.ifPresent(why -> forbidden.add(why + ": " + first + " and " + second));
                repeated += isRetry(first, second) ? 0 : 1;
            }
        }
        return new Findings(lost.stream().sorted().toList(), doubled, untrue, repeated, forbidden);
    }

    private Optional<String> wrong(Served first, Served second, Optional<Long> committed) {
        if (first.destination().startsWith(ONCE)) {
            return Optional.of("sent twice where once is most");
        }
        if (!first.key().equals(second.key())) {
            return Optional.of("another idempotency key");
        }
        if (isRetry(first, second) || wasPaused(first, second)) {
            return Optional.empty();
        }
        if (committed.filter(it -> it == first.serial()).isPresent()) {
            return Optional.of("made again after its result was committed");
        }
        if (!isTakenOver(first, second)) {
            return Optional.of("made twice by one owner");
        }
        boolean disturbed = disturbances.stream()
                .anyMatch(it -> it.concerns(first.pod()) && it.meets(first.begin(), second.begin()));
        return disturbed ? Optional.empty() : Optional.of("made again for no reason");
    }

    /** Who is paused between a decision and its deed carries it out when others have long done it. */
    private boolean wasPaused(Served first, Served second) {
        return disturbances.stream()
                .filter(it -> it.what().endsWith("paused"))
                .anyMatch(it -> (it.concerns(first.pod()) || it.concerns(second.pod()))
                        && it.meets(first.begin(), second.begin()));
    }

    private boolean isTakenOver(Served first, Served second) {
        int partition = partitionOf.applyAsInt(first.destination());
        return story(second).takeOvers()
                .stream()
                .anyMatch(it -> it.partition() == partition && isBetween(first, it.at(), second));
    }

    private boolean isRetry(Served first, Served second) {
        return !first.succeeded() || story(first).failures()
                .getOrDefault(first.id(), List.of())
                .stream()
                .anyMatch(at -> isBetween(first, at, second));
    }

    private PodStory story(Served request) {
        return stories.getOrDefault(request.pod(), PodStory.EMPTY);
    }

    private static boolean isBetween(Served first, Instant at, Served second) {
        return at.isAfter(first.begin().minus(TOLERANCE)) && at.isBefore(second.begin().plus(TOLERANCE));
    }
}
