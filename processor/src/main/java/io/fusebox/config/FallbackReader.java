package io.fusebox.config;

import io.fusebox.call.Names;
import io.fusebox.call.Payload;
import io.fusebox.call.Response;
import io.fusebox.call.Secret;
import io.fusebox.dispatch.FallbackChain;
import io.fusebox.dispatch.FallbackPolicy;
import io.fusebox.dispatch.FallbackPolicy.CacheLimits;
import io.fusebox.dispatch.FallbackStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keys that say who answers in a destination's place. */
final class FallbackReader {
    static final String KEY = "fallback";
    private static final String CACHE_KEY = "fallback-cache";
    private static final String DEFAULT_KEY = "fallback-default";
    private static final String BACKUP = "backup:";
    private static final ValueType<List<String>> STEPS = ValueTypes.list(
            "a list of cache, backup:<destination>, default, queue, fail", "[cache, queue]", "[^\\s].*");
    private static final ValueType<Integer> STATUS = ValueTypes.integer(200, 599);
    private static final ValueType<String> BODY = ValueTypes.text("text", "(?s).*");
    private static final List<String> QUEUE = List.of("queue");
    private static final int OK = 200;

    private final Settings own;
    private final Optional<Response> answer;
    private final List<String> steps;

    private FallbackReader(Settings own, List<String> steps, Optional<Response> answer) {
        this.own = own;
        this.steps = steps;
        this.answer = answer;
    }

    static FallbackPolicy read(Levels levels) {
        Settings own = levels.own();
        Optional<Response> answer = answer(own).or(() -> levels.below().flatMap(FallbackReader::answer));
        Settings written = own.isWritten(KEY) ? own : levels.below().orElse(own);
        FallbackChain chain = new FallbackReader(written, levels.get(KEY, STEPS, QUEUE), answer).chain();
        Map<String, FallbackChain> operations = levels.below().isPresent()
                ? operations(own.section("operations"), answer)
                : Map.of();
        return new FallbackPolicy(chain, operations, limits(levels.section(CACHE_KEY)));
    }

    private static Map<String, FallbackChain> operations(Settings section, Optional<Response> answer) {
        Map<String, FallbackChain> chains = new LinkedHashMap<>();
        for (String name : section.names("an operation", Optional.empty())) {
            Settings own = section.section(Keys.quoted(name));
            Optional<Response> its = answer(own).or(() -> answer);
            own.find(KEY, STEPS).ifPresent(steps -> chains.put(name, new FallbackReader(own, steps, its).chain()));
        }
        return Map.copyOf(chains);
    }

    private static CacheLimits limits(Levels cache) {
        CacheLimits standard = CacheLimits.STANDARD;
        return new CacheLimits(
                cache.get("max-age", ValueTypes.duration(Duration.ofSeconds(1), Duration.ofDays(30)),
                        standard.maxAge()),
                cache.get("entries", ValueTypes.integer(1, 100_000), standard.entries()),
                cache.get("body-limit", ValueTypes.size(0, 128 << 10), standard.bodyLimit()));
    }

    /** Empty where nothing of one is written. */
    private static Optional<Response> answer(Settings around) {
        Settings section = around.section(DEFAULT_KEY);
        Optional<Integer> status = section.find("status", STATUS);
        Optional<String> body = section.find("body", BODY);
        Map<String, Secret> headers = HeadersReader.read(section.section("headers"));
        if (status.isEmpty() && body.isEmpty() && headers.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> shown = new LinkedHashMap<>();
        headers.forEach((name, value) -> shown.put(name.toLowerCase(Locale.ROOT), value.reveal()));
        return Optional.of(new Response(status.orElse(OK), Map.copyOf(shown),
                body.map(Payload::ofText).orElse(Payload.EMPTY), false));
    }

    private FallbackChain chain() {
        List<FallbackStep> chain = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String step : steps) {
            if (!seen.add(step)) {
                refuse("has %s twice; keep one of them".formatted(step));
            }
            step(step).ifPresent(chain::add);
        }
        checkEnd();
        return chain.isEmpty() ? FallbackChain.QUEUE : new FallbackChain(List.copyOf(chain));
    }

    private Optional<FallbackStep> step(String step) {
        if (step.startsWith(BACKUP)) {
            return Optional.of(backup(step.substring(BACKUP.length()).strip()));
        }
        return switch (step) {
            case "cache" -> Optional.of(new FallbackStep.Cache());
            case "queue" -> Optional.of(new FallbackStep.Queue());
            case "fail" -> Optional.of(new FallbackStep.Fail());
            case "default" -> standard();
            default -> {
                refuse("'%s' is no step; expected %s".formatted(step, STEPS.range()));
                yield Optional.empty();
            }
        };
    }

    private FallbackStep backup(String name) {
        if (!Names.isValid(name)) {
            refuse("'%s' is no destination; expected %s".formatted(name, Names.RULE));
        }
        return new FallbackStep.Backup(name);
    }

    private Optional<FallbackStep> standard() {
        if (answer.isEmpty()) {
            refuse("has default, but there is no answer; set %s.status or %s.body".formatted(DEFAULT_KEY, DEFAULT_KEY));
        }
        return answer.map(FallbackStep.Default::new);
    }

    /** Queue and fail end a call's way, and some step has to. */
    private void checkEnd() {
        for (String last : List.of("queue", "fail")) {
            int place = steps.indexOf(last);
            if (place >= 0 && place < steps.size() - 1) {
                refuse("has %s before %s, which nothing comes after; put it last".formatted(last,
                        steps.get(place + 1)));
            }
        }
        if (steps.stream().noneMatch(List.of("queue", "fail", "default")::contains)) {
            refuse("does not say what becomes of a call that nobody answers; end it with queue, fail or default");
        }
    }

    private void refuse(String what) {
        own.problemAt(KEY, what);
    }
}
