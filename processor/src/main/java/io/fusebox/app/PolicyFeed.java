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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policies that hold now: those of the configuration, and over them what stands on the topic of destinations. What stands there and
 * cannot be applied leaves what held before, and is told until it is mended or taken away; as a secret or a backup that it needs may come
 * later, it is tried again.
 *
 * <p>Threading notes: told by the follower's thread; {@link #current}, {@link #described} and {@link #invalid} are for all
 * threads.
 */
final class PolicyFeed implements CompactedTopicFollower.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyFeed.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(10);

    private final Configuration configuration;
    private final Function<byte[], Decoded<DestinationSettings>> decoder;
    private final InstantSource clock;
    private final Map<String, Applied> applied = new HashMap<>();
    private final Map<String, Alert.InvalidPolicy> refused = new TreeMap<>();
    /** The settings of those that are refused, unless nobody can read them. */
    private final Map<String, Map<String, String>> waiting = new TreeMap<>();
    /** Those that are no longer refused, if they fit the others. */
    private final Set<String> accepted = new HashSet<>();
    /** What was applied before to those that have changed since the last time. */
    private final Map<String, Optional<Applied>> before = new HashMap<>();
    private volatile Policies current;
    private volatile Map<String, Applied> settled = Map.of();
    private volatile List<Alert.InvalidPolicy> invalid = List.of();
    private Instant nextTry = Instant.MIN;
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
        waiting.remove(destination);
        if (value.isEmpty()) {
            changed |= applied.remove(destination) != null;
            before.remove(destination);
            accepted.add(destination);
            return true;
        }
        return switch (decoder.apply(value.get())) {
            case Decoded.Read<DestinationSettings>(DestinationSettings settings) -> {
                read(destination, settings);
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
        tryAgain();
        takeBackWhatDoesNotFit();
        accepted.forEach(this::mended);
        accepted.clear();
        // What was tried again in vain has changed nothing; to compare them each time would be dear where they are very many.
        if (changed && !applied.equals(settled)) {
            settled = Map.copyOf(applied);
            current = new Policies(current.version() + 1, Map.copyOf(all()), current.adHoc());
            LOG.atInfo().addKeyValue("version", current.version()).log("policies changed");
        }
        changed = false;
        invalid = List.copyOf(refused.values());
    }

    private void tryAgain() {
        Instant now = clock.instant();
        if (!waiting.isEmpty() && !now.isBefore(nextTry)) {
            nextTry = now.plus(BETWEEN_TRIES);
            Map.copyOf(waiting).forEach(this::apply);
        }
    }

    private Map<String, DestinationPolicy> all() {
        Map<String, DestinationPolicy> all = new HashMap<>(configuration.values().policies().configured());
        applied.forEach((destination, its) -> all.put(destination, its.policy()));
        return all;
    }

    /** Whether destinations fit each other shows when all are read. */
    private void takeBackWhatDoesNotFit() {
        if (before.isEmpty()) {
            return;
        }
        Optional<String> culprit;
        do {
            Map<String, String> problems = Backups.problems(all());
            culprit = problems.keySet().stream().filter(before::containsKey).findFirst();
            culprit.ifPresent(destination -> {
                waiting.put(destination, Objects.requireNonNull(applied.get(destination)).settings());
                refuse(destination, "fallback: " + problems.get(destination));
                Optional<Applied> earlier = before.getOrDefault(destination, Optional.empty());
                before.remove(destination);
                earlier.ifPresentOrElse(its -> applied.put(destination, its), () -> applied.remove(destination));
            });
        } while (culprit.isPresent());
        before.clear();
    }

    private void read(String destination, DestinationSettings settings) {
        if (settings.destination().equals(destination)) {
            apply(destination, settings.settings());
            if (accepted.contains(destination)) {
                tellContradictions(destination, settings.settings());
            }
        } else {
            refuse(destination, "they are the settings of '%s'".formatted(settings.destination()));
        }
    }

    private void apply(String destination, Map<String, String> settings) {
        try {
            Applied its = new Applied(configuration.parse(destination, settings), settings);
            before.putIfAbsent(destination, Optional.ofNullable(applied.put(destination, its)));
            changed = true;
            accepted.add(destination);
        } catch (ConfigException e) {
            waiting.put(destination, settings);
            refuse(destination, String.join("; ", e.problems()));
        }
    }

    private void tellContradictions(String destination, Map<String, String> settings) {
        List<String> keys = configuration.applied(destination, settings).contradicted();
        if (!keys.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("destination", destination)
                    .addKeyValue("keys", String.join(", ", keys))
                    .log("the configuration says something else than what was applied, which holds");
        }
    }

    private void refuse(String destination, String reason) {
        accepted.remove(destination);
        Optional<Alert.InvalidPolicy> earlier = Optional.ofNullable(refused.get(destination));
        if (earlier.filter(it -> it.reason().equals(reason)).isEmpty()) {
            refused.put(destination, new Alert.InvalidPolicy(destination, reason,
                    earlier.map(Alert.InvalidPolicy::since).orElseGet(clock::instant)));
            LOG.atError().addKeyValue("destination", destination).log("settings are not applied: {}", reason);
        }
    }

    private void mended(String destination) {
        waiting.remove(destination);
        if (refused.remove(destination) != null) {
            LOG.atInfo().addKeyValue("destination", destination).log("settings that are not applied are gone");
        }
    }
}
