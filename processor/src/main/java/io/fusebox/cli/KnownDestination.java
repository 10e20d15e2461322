package io.fusebox.cli;

import io.fusebox.breaker.PolicyValue;
import io.fusebox.cli.SettingsTopic.Standing;
import io.fusebox.config.ConfigException;
import io.fusebox.config.Configuration;
import io.fusebox.wire.DestinationSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A destination of the configuration, of the topic, or of both.
 *
 * @param isConfigured whether the configuration knows it
 * @param standing what was applied
 * @param policy what holds, by key; without what was applied where that is ignored
 * @param ignored why what was applied is ignored
 */
record KnownDestination(
        String name,
        boolean isConfigured,
        Optional<Standing> standing,
        SequencedMap<String, PolicyValue> policy,
        Optional<String> ignored) {

    /** By name. */
    static Map<String, KnownDestination> all(Configuration configuration, Map<String, Standing> topic) {
        TreeSet<String> names = new TreeSet<>(configuration.values().policies().configured().keySet());
        names.addAll(topic.keySet());
        Map<String, KnownDestination> all = new TreeMap<>();
        names.forEach(name -> all.put(name, of(name, configuration, Optional.ofNullable(topic.get(name)))));
        return all;
    }

    private static KnownDestination of(String name, Configuration configuration, Optional<Standing> standing) {
        boolean isConfigured = configuration.values().policies().configured().containsKey(name);
        Optional<String> ignored = standing.flatMap(it -> complaint(name, configuration, it));
        Map<String, String> settings = ignored.isPresent() ? Map.of()
                : standing.flatMap(Standing::readable)
                        .<Map<String, String>>map(DestinationSettings::settings)
                        .orElse(Map.of());
        SequencedMap<String, PolicyValue> policy = isConfigured || ignored.isEmpty()
                ? configuration.applied(name, settings).described()
                : new LinkedHashMap<>();
        return new KnownDestination(name, isConfigured, standing, policy, ignored);
    }

    private static Optional<String> complaint(String name, Configuration configuration, Standing standing) {
        return switch (standing) {
            case Standing.Unreadable(String reason) -> Optional.of(reason);
            case Standing.Settings(DestinationSettings settings) -> {
                try {
                    configuration.applied(name, settings.settings()).described();
                    yield Optional.empty();
                } catch (ConfigException e) {
                    yield Optional.of(String.join("; ", e.problems()));
                }
            }
        };
    }

    /** Where it comes from. */
    String from() {
        return isConfigured ? standing.isPresent() ? "file, topic" : "file" : "topic";
    }

    Optional<DestinationSettings> applied() {
        return standing.flatMap(Standing::readable);
    }

    String baseUrl() {
        return Optional.ofNullable(policy.get("base-url")).map(PolicyValue::value).orElse("-");
    }
}
