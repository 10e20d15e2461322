package io.fusebox.config;

import io.fusebox.breaker.BreakerPolicy;
import io.fusebox.breaker.BreakerPreset;
import io.fusebox.breaker.PolicyValue;
import io.fusebox.config.BreakerKnobs.Knob;
import io.fusebox.dispatch.DestinationPolicy.Guard;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lays the knobs of a breaker over each other: preset, {@code defaults}, destination, operation, the more specific over the less. A
 * level that names a preset starts afresh from it: the knobs of the levels below no longer matter.
 */
final class GuardReader {
    private static final ValueType<BreakerPreset> PRESET = ValueTypes.oneOf(BreakerPreset.class, BreakerPreset::label);
    private static final String PRESET_KEY = "preset";
    private static final int MINIMUM_CALLS_BY_TIME = 20;

    /**
     * One place where knobs stand.
     *
     * @param breaker the section {@code breaker}
     * @param around the section that it stands in, where the keys {@code direct} may stand as well
     */
    record Level(Settings breaker, Settings around, Set<String> direct) {
        static Level ofDefaults(Settings defaults) {
            return new Level(defaults.section("breaker"), defaults, Set.of(BreakerKnobs.TIMEOUT.key(), PRESET_KEY));
        }

        static Level ofDestination(Settings destination) {
            return new Level(destination.section("breaker"), destination, Set.of(BreakerKnobs.TIMEOUT.key()));
        }

        static Level ofOperation(Settings operation) {
            return new Level(operation.section("breaker"), operation, Set.of());
        }

        /** Of a knob that stands here. */
        private Optional<String> place(String key) {
            return direct.contains(key) && around.isWritten(key) ? around.place(key) : breaker.place(key);
        }

        private <T> Optional<PolicyValue> find(String key, ValueType<T> type) {
            Optional<PolicyValue> inside = find(breaker, key, type);
            if (!direct.contains(key)) {
                return inside;
            }
            Optional<PolicyValue> outside = find(around, key, type);
            if (inside.isPresent() && outside.isPresent()) {
                around.problem(key, "stands in %s too; keep one of them".formatted(breaker.key(key)));
            }
            return outside.or(() -> inside);
        }

        private static <T> Optional<PolicyValue> find(Settings settings, String key, ValueType<T> type) {
            return settings.find(key, type)
                    .map(value -> new PolicyValue(type.write().apply(value), origin(settings, key)));
        }

        private static String origin(Settings settings, String key) {
            String path = settings.path().substring(Keys.ROOT.length() + 1);
            return settings.isApplied(key) ? path + " (applied)" : path;
        }
    }

    private final Map<String, PolicyValue> knobs = new LinkedHashMap<>();
    /** Where those stand that are not the preset's. */
    private final Map<String, String> places = new HashMap<>();
    private final Level mostSpecific;
    private BreakerPreset preset = BreakerPreset.STANDARD;

    private GuardReader(Level mostSpecific) {
        this.mostSpecific = mostSpecific;
    }

    /** @param levels the most specific last */
    static Guard read(List<Level> levels) {
        GuardReader reader = new GuardReader(levels.getLast());
        reader.startFrom(BreakerPreset.STANDARD);
        levels.forEach(reader::layOver);
        reader.followWindowSize();
        return reader.isConsistent()
                ? new Guard(BreakerKnobs.policy(reader.knobs), Collections.unmodifiableMap(reader.knobs))
                : new Guard(BreakerPreset.STANDARD.policy(), Map.of());
    }

    private void startFrom(BreakerPreset start) {
        preset = start;
        places.clear();
        BreakerKnobs.ALL
                .forEach(knob -> knobs.put(knob.key(), new PolicyValue(knob.written(start.policy()), origin())));
    }

    private String origin() {
        return "preset " + preset.label();
    }

    private void layOver(Level level) {
        level.find(PRESET_KEY, PRESET).flatMap(it -> PRESET.read().apply(it.value())).ifPresent(this::startFrom);
        for (Knob<?> knob : BreakerKnobs.ALL) {
            level.find(knob.key(), knob.type()).ifPresent(value -> {
                knobs.put(knob.key(), value);
                level.place(knob.key()).ifPresent(where -> places.put(knob.key(), where));
            });
        }
    }

    /** Who sets only the window's size wants the minimum to go with it, unless the preset has one of its own. */
    private void followWindowSize() {
        int size = BreakerKnobs.WINDOW_SIZE.in(knobs);
        BreakerPolicy start = preset.policy();
        if (!isFromPreset(BreakerKnobs.MINIMUM_CALLS) || isFromPreset(BreakerKnobs.WINDOW_SIZE)) {
            return;
        }
        int minimum = start.minimumCalls() == minimumCallsOf(start.windowSize()) ? minimumCallsOf(size)
                : size == 0 ? start.minimumCalls() : Math.min(start.minimumCalls(), size);
        String origin = BreakerKnobs.WINDOW_SIZE.key() + " in " + described(BreakerKnobs.WINDOW_SIZE).origin();
        knobs.put(BreakerKnobs.MINIMUM_CALLS.key(), new PolicyValue(Integer.toString(minimum), origin));
    }

    private static int minimumCallsOf(int windowSize) {
        return windowSize == 0 ? MINIMUM_CALLS_BY_TIME : windowSize;
    }

    private boolean isFromPreset(Knob<?> knob) {
        return described(knob).origin().equals(origin());
    }

    private PolicyValue described(Knob<?> knob) {
        return knobs.getOrDefault(knob.key(), new PolicyValue("", ""));
    }

    /** What {@link BreakerPolicy} demands of knobs together; here, so that each is told, and with where the values come from. */
    private boolean isConsistent() {
        int size = BreakerKnobs.WINDOW_SIZE.in(knobs);
        Optional<Duration> slow = BreakerKnobs.SLOW_CALL_THRESHOLD.in(knobs);
        return Stream.of(
                require(size == 0 || BreakerKnobs.MINIMUM_CALLS.in(knobs) <= size,
                        BreakerKnobs.MINIMUM_CALLS, "is more than", BreakerKnobs.WINDOW_SIZE, "lower it"),
                require(size > 0 || BreakerKnobs.WINDOW_DURATION.in(knobs).isPositive(),
                        BreakerKnobs.WINDOW_DURATION, "must be above 0 beside", BreakerKnobs.WINDOW_SIZE, "raise one"),
                require(BreakerKnobs.OPEN_INTERVAL.in(knobs).compareTo(BreakerKnobs.OPEN_INTERVAL_MAX.in(knobs)) <= 0,
                        BreakerKnobs.OPEN_INTERVAL, "is more than", BreakerKnobs.OPEN_INTERVAL_MAX,
                        "lower it, or raise the other"),
                require(BreakerKnobs.SLOW_CALL_RATE_THRESHOLD.in(knobs).isEmpty()
                        || slow.isPresent(),
                        BreakerKnobs.SLOW_CALL_RATE_THRESHOLD, "says nothing beside", BreakerKnobs.SLOW_CALL_THRESHOLD,
                        "write both, or none"),
                // A preset's may well be longer than the timeout of a destination that is quick.
                require(isFromPreset(BreakerKnobs.SLOW_CALL_THRESHOLD)
                        || slow.filter(it -> it.compareTo(BreakerKnobs.TIMEOUT.in(knobs)) >= 0).isEmpty(),
                        BreakerKnobs.SLOW_CALL_THRESHOLD, "is reached by no call beside", BreakerKnobs.TIMEOUT,
                        "lower it, or raise the other"))
                .allMatch(holds -> holds);
    }

    private boolean require(boolean holds, Knob<?> knob, String relation, Knob<?> other, String mend) {
        if (!holds) {
            String what = "%s (%s) %s %s %s (%s); %s".formatted(described(knob).value(), described(knob).origin(),
                    relation, other.key(), described(other).value(), described(other).origin(), mend);
            Settings settings = mostSpecific.breaker();
            Optional.ofNullable(places.get(knob.key()))
                    .or(() -> Optional.ofNullable(places.get(other.key())))
                    .ifPresentOrElse(
                            where -> settings.reading().problems().add(settings.key(knob.key()), what, where),
                            () -> settings.problem(knob.key(), what));
        }
        return holds;
    }
}
