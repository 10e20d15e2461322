package io.fusebox.chaos;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a life of a pod has logged of itself.
 *
 * @param takeOvers when it became the owner of which partitions
 * @param failures when its attempts failed, by call
 */
record PodStory(List<PodLog.TakeOver> takeOvers, Map<String, List<Instant>> failures) {
    static final PodStory EMPTY = new PodStory(List.of(), Map.of());

    static PodStory of(PodLog log) {
        return new PodStory(log.takeOvers(),
                log.failures()
                        .stream()
                        .collect(Collectors.groupingBy(PodLog.Failure::id,
                                Collectors.mapping(PodLog.Failure::at, Collectors.toList()))));
    }
}
