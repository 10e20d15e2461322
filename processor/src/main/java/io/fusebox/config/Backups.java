package io.fusebox.config;

import io.fusebox.dispatch.DestinationPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What destinations must be to each other that are each other's backups. */
public final class Backups {
    private final Map<String, DestinationPolicy> policies;

    private Backups(Map<String, DestinationPolicy> policies) {
        this.policies = policies;
    }

    /** What is wrong, by the destination whose key {@code fallback} has to change. */
    public static Map<String, String> problems(Map<String, DestinationPolicy> policies) {
        Backups backups = new Backups(policies);
        Map<String, String> problems = new LinkedHashMap<>();
        policies.keySet().forEach(name -> backups.problem(name).ifPresent(problem -> problems.put(name, problem)));
        return problems;
    }

    private Optional<String> problem(String name) {
        for (String backup : of(name)) {
            if (backup.equals(name)) {
                return Optional.of("is its own backup; name another destination");
            }
            if (!policies.containsKey(backup)) {
                return Optional
                        .of("the backup '%s' is no destination; add it under fusebox.destinations".formatted(backup));
            }
        }
        return cycle(name, List.of(name), new HashSet<>())
                .map(way -> "its backups lead back to it: %s; take one of them out"
                        .formatted(String.join(" -> ", way)));
    }

    /** A way from the last of these to the first; none leads over those that were seen. */
    private Optional<List<String>> cycle(String start, List<String> way, Set<String> seen) {
        for (String backup : of(way.getLast())) {
            List<String> longer = new ArrayList<>(way);
            longer.add(backup);
            Optional<List<String>> found = backup.equals(start) ? Optional.of(longer)
                    : seen.add(backup) ? cycle(start, longer, seen) : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Set<String> of(String name) {
        return Optional.ofNullable(policies.get(name)).map(policy -> policy.fallback().backups()).orElseGet(Set::of);
    }
}
