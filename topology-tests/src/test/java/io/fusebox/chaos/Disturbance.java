package io.fusebox.chaos;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that the run did to a pod, or to all of them, which may cost calls that were under way a repetition.
 *
 * @param pod the life of the pod; empty: all
 */
record Disturbance(String what, Optional<String> pod, Instant from, Instant until) {

    boolean concerns(String life) {
        return pod.isEmpty() || pod.get().equals(life);
    }

    boolean meets(Instant begin, Instant end) {
        return !from.isAfter(end) && !until.isBefore(begin);
    }
}
