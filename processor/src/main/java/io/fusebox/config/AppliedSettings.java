package io.fusebox.config;

import io.fusebox.breaker.PolicyValue;
import io.fusebox.config.Layers.Found;
import io.fusebox.config.Layers.Source;
import io.fusebox.dispatch.DestinationPolicy;
import io.fusebox.dispatch.DestinationPolicy.Guard;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** A destination's settings over what is configured for it. */
public final class AppliedSettings {
    private static final String APPLIED = " (applied)";
    private static final List<String> KNOBS = List.of("breaker.", "timeout", "preset");
    private static final String RETRY_ON = "retry.on";

    private final Layers configured;
    private final Layers layers;
    private final Map<String, String> settings;
    private final String destination;
    private final String section;

    /** @param places where the settings stand, by their keys, for people */
    AppliedSettings(Layers configured, String destination, Map<String, String> settings, Map<String, String> places) {
        this.configured = configured;
        this.settings = settings;
        this.destination = destination;
        this.section = Keys.child(Keys.child(Keys.ROOT, ConfigReader.DESTINATIONS), Keys.quoted(destination));
        this.layers = configured.withApplied(section, settings, places);
    }

    /** What is wrong becomes a problem, and the policy is then of no use. */
    DestinationPolicy policy(Secrets secrets, Problems problems) {
        return policy(new Reading(layers, secrets, problems));
    }

    private DestinationPolicy policy(Reading reading) {
        DestinationPolicy policy = new ConfigReader(reading).destination(destination);
        new UnknownKeys(reading).report(section);
        return policy;
    }

    /** The keys of which the configuration says something else, which does not hold. */
    public List<String> contradicted() {
        return settings.entrySet()
                .stream()
                .filter(setting -> configured.find(Keys.canonical(Keys.child(section, setting.getKey())))
                        .filter(found -> !found.value().strip().equals(setting.getValue().strip()))
                        .isPresent())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /**
     * All that holds for the destination, with where it comes from; of secrets only what refers to them.
     *
     * @return by the keys of its section
     * @throws ConfigException with everything that is wrong
     */
    public SequencedMap<String, PolicyValue> described() {
        Problems problems = new Problems();
        Reading reading = new Reading(layers, Secrets.elsewhere(problems), problems);
        DestinationPolicy policy = policy(reading);
        problems.throwIfAny();
        SequencedMap<String, PolicyValue> described = new LinkedHashMap<>();
        reading.asked().forEach((key, asked) -> {
            if (key.startsWith(section + ".")) {
                String name = key.substring(section.length() + 1);
                value(name, asked.fallback()).filter(_ -> !isKnob(name)).ifPresent(it -> described.put(name, it));
            }
        });
        // What a profile comes to.
        described.computeIfAbsent(RETRY_ON, _ -> new PolicyValue(policy.retry().on().entries().toString(),
                value("retry.profile", "").map(PolicyValue::origin).orElse("default")));
        describe("breaker.", policy.guard(), described);
        policy.operations()
                .forEach((name, operation) -> describe("operations.%s.breaker.".formatted(Keys.quoted(name)),
                        operation.guard(), described));
        return described;
    }

    private static void describe(String prefix, Guard guard, Map<String, PolicyValue> described) {
        guard.described().forEach((knob, value) -> described.put(prefix + knob, value));
    }

    /** Those have levels of their own. */
    private static boolean isKnob(String name) {
        return KNOBS.stream().anyMatch(name::startsWith)
                || (name.startsWith("operations.") && !name.contains(".match."));
    }

    private Optional<PolicyValue> value(String name, String fallback) {
        return layers.find(Keys.child(section, name))
                .map(found -> new PolicyValue(shown(name, found), origin(Keys.child(section, name), found)))
                .or(() -> layers.find(defaults(name))
                        .map(found -> new PolicyValue(found.value(),
                                origin(defaults(name), found))))
                .or(() -> Optional.of(new PolicyValue(fallback, "default")).filter(_ -> !fallback.isEmpty()));
    }

    private static String defaults(String name) {
        return Keys.child(Keys.child(Keys.ROOT, "defaults"), name);
    }

    /** A variable may hold a secret itself. */
    private static String shown(String name, Found found) {
        boolean mayBeSecret = name.startsWith("headers.") && found.source() == Source.VARIABLE;
        return mayBeSecret && !Secrets.isReference(found.value()) ? found.where() : found.value();
    }

    /** The section where it stands. */
    private static String origin(String key, Found found) {
        List<String> segments = Keys.split(key);
        String path = Keys.canonical(segments.subList(0, segments.size() - 1)).substring(Keys.ROOT.length() + 1);
        return found.source() == Source.APPLIED ? path + APPLIED : path;
    }
}
