package io.fusebox.topology;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the topics are.
 *
 * @param specs of all, in the order to show them
 * @param existing by name
 * @param created those that were not there before
 */
public record TopicReport(
        List<TopicSpec> specs,
        Map<String, ExistingTopic> existing,
        Set<String> created,
        List<TopicFinding> findings) {
    public TopicReport {
        specs = List.copyOf(specs);
        existing = Map.copyOf(existing);
        created = Set.copyOf(created);
        findings = List.copyOf(findings);
    }

    public boolean hasFatal() {
        return findings.stream().anyMatch(TopicFinding::isFatal);
    }
}
