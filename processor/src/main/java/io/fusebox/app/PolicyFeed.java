package io.fusebox.app;

import io.fusebox.board.Alert;
import io.fusebox.breaker.PolicyValue;
import io.fusebox.config.Backups;
import io.fusebox.config.ConfigException;
import io.fusebox.config.Configuration;
import io.fusebox.dispatch.DestinationPolicy;
import io.fusebox.dispatch.Policies;
import io.fusebox.wire.CompactedTopicFollower;
import io.fusebox.wire.Decoded;
import io.fusebox.wire.DestinationSettings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policies that hold now: those of the configuration, and over them what stands on the topic of destinations. What stands there and
 * cannot be applied leaves what held before, and is told until it is mended or taken away.
 *
 * <p>Threading notes: told by the follower's thread; {@link #current}, {@link #described} and {@link #invalid} are for all
 * threads.
 */
final class PolicyFeed implements CompactedTopicFollower.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyFeed.class);

    private final Configuration configuration;
    private final Function<byte[], Decoded<DestinationSettings>> decoder;
    private final InstantSource clock;
    private final Map<String, Applied> applied = new HashMap<>();
    private final Map<String, Alert.InvalidPolicy> refused = new TreeMap<>();
    /** What was applied before to those that have changed since the last time. */
    private final Map<String, Optional<Applied>> before = new HashMap<>();
    private volatile Policies current;
    private volatile Map<String, Applied> settled = Map.of();
    private volatile List<Alert.InvalidPolicy> invalid = List.of();
    private boolean changed;

    /** @param settings that the policy was read from */
    private record Applied(DestinationPolicy policy, Map<String, String> settings) {}

    PolicyFeed(Configuration configuration, Function<byte[], Decoded<DestinationSettings>> decoder,
            InstantSource clock) {
        this.configuration = configuration;
        this.decoder = decoder;
        this.clock = clock;
        this.current = configuration.values().policies();
    }

    Policies current() {
        return current;
    }

    /** By destination. */
    List<Alert.InvalidPolicy> invalid() {
        return invalid;
    }

    /** What holds for a destination, by the keys of its section; empty where it is neither configured nor applied. */
    Map<String, PolicyValue> described(String destination) {
        Map<String, String> settings = Optional.ofNullable(settled.get(destination))
                .map(Applied::settings)
                .orElse(Map.of());
        return settings.isEmpty() && !configuration.values().policies().configured().containsKey(destination) ? Map.of()
                : configuration.applied(destination, settings).described();
    }

    @Override
    public boolean accept(byte[] key, Optional<byte[]> value) {
        String destination = new String(key, StandardCharsets.UTF_8);
        if (value.isEmpty()) {
            changed |= applied.remove(destination) != null;
            mended(destination);
            return true;
        }
        return switch (decoder.apply(value.get())) {
            case Decoded.Read<DestinationSettings>(DestinationSettings settings) -> {
                apply(destination, settings);
                yield true;
            }
            case Decoded.Malformed<DestinationSettings>(String reason) -> {
                refuse(destination, reason);
                yield true;
            }
            case Decoded.NotYet<DestinationSettings> _ -> false;
        };
    }

    @Override
    public void caughtUp() {
        if (changed) {
            changed = false;
            takeBackWhatDoesNotFit();
            settled = Map.copyOf(applied);
            current = new Policies(current.version() + 1, Map.copyOf(all()), current.adHoc());
            LOG.atInfo().addKeyValue("version", current.version()).log("policies changed");
        }
        invalid = List.copyOf(refused.values());
    }

    private Map<String, DestinationPolicy> all() {
        Map<String, DestinationPolicy> all = new HashMap<>(configuration.values().policies().configured());
        applied.forEach((destination, its) -> all.put(destination, its.policy()));
        return all;
    }

    /** Whether destinations fit each other shows when all are read. */
    private void takeBackWhatDoesNotFit() {
        Optional<String> culprit;
        do {
            Map<String, String> problems = Backups.problems(all());
            culprit = problems.keySet().stream().filter(before::containsKey).findFirst();
            culprit.ifPresent(destination -> {
                refuse(destination, "fallback: " + problems.get(destination));
                Optional<Applied> earlier = before.getOrDefault(destination, Optional.empty());
                before.remove(destination);
                earlier.ifPresentOrElse(its -> applied.put(destination, its), () -> applied.remove(destination));
            });
        } while (culprit.isPresent());
        before.clear();
    }

    private void apply(String destination, DestinationSettings settings) {
        if (!settings.destination().equals(destination)) {
            refuse(destination, "they are the settings of '%s'".formatted(settings.destination()));
            return;
        }
        try {
            Applied its = new Applied(configuration.parse(destination, settings.settings()), settings.settings());
            before.putIfAbsent(destination, Optional.ofNullable(applied.put(destination, its)));
            changed = true;
            mended(destination);
            tellContradictions(destination, settings);
        } catch (ConfigException e) {
            refuse(destination, String.join("; ", e.problems()));
        }
    }

    private void tellContradictions(String destination, DestinationSettings settings) {
        List<String> keys = configuration.applied(destination, settings.settings()).contradicted();
        if (!keys.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("destination", destination)
                    .addKeyValue("keys", String.join(", ", keys))
                    .log("the configuration says something else than what was applied, which holds");
        }
    }

    private void refuse(String destination, String reason) {
        Instant since = Optional.ofNullable(refused.get(destination))
                .map(Alert.InvalidPolicy::since)
                .orElseGet(clock::instant);
        refused.put(destination, new Alert.InvalidPolicy(destination, reason, since));
        LOG.atError().addKeyValue("destination", destination).log("settings are not applied: {}", reason);
    }

    private void mended(String destination) {
        if (refused.remove(destination) != null) {
            LOG.atInfo().addKeyValue("destination", destination).log("settings that are not applied are gone");
        }
    }
}
