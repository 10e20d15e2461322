package io.fusebox.config;

import static io.fusebox.config.ValueTypes.flag;
import static io.fusebox.config.ValueTypes.integer;

import io.fusebox.call.Destination;
import io.fusebox.call.Secret;
import io.fusebox.config.GateReader.Places;
import io.fusebox.config.GuardReader.Level;
import io.fusebox.dispatch.CallMatch;
import io.fusebox.dispatch.DestinationPolicy;
import io.fusebox.dispatch.DestinationPolicy.Guard;
import io.fusebox.dispatch.DestinationPolicy.Operation;
import io.fusebox.dispatch.PathPattern;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A section of {@code destinations}, over {@code defaults}. */
final class DestinationReader {
    /** Stands in policies for ad-hoc origins in place of a URL. */
    private static final URI PLACEHOLDER = URI.create("http://ad-hoc");
    private static final String AD_HOC = "ad-hoc";

    private static final ValueType<Duration> SPAN = ValueTypes.duration(Duration.ofSeconds(1), Duration.ofDays(365));
    private static final ValueType<List<String>> METHODS = ValueTypes.list("a list of HTTP methods", "[POST, PUT]",
            "[A-Z]{1,20}");
    /** Two stars are a segment of their own; braces are what other languages write. */
    private static final ValueType<List<String>> PATHS = ValueTypes.list(
            "a list of paths, each with a slash first, where * stands for part of a segment and ** for whole ones",
            "[/v1/charges/**, /v1/*/refund]",
            "(?=.{1,200}$)(/(\\*\\*(?=/|$)|([^/*\\s?#{}]|\\*(?!\\*))*))+");

    private final Settings defaults;
    private final int bodyLimit;

    /** @param bodyLimit where nothing else is said, in bytes */
    DestinationReader(Settings defaults, int bodyLimit) {
        this.defaults = defaults;
        this.bodyLimit = bodyLimit;
    }

    /** What {@code defaults} alone come to: for origins that have no section. */
    DestinationPolicy adHoc() {
        Levels levels = new Levels(defaults, Optional.empty());
        Guard guard = GuardReader.read(List.of(Level.ofDefaults(defaults)));
        return policy(destination(AD_HOC, PLACEHOLDER, levels, Map.of()), levels, guard, Map.of());
    }

    DestinationPolicy read(String name, Settings own) {
        Levels levels = new Levels(own, Optional.of(defaults));
        Optional<URI> baseUrl = own.find("base-url", ValueTypes.baseUrl());
        if (baseUrl.isEmpty() && !own.isWritten("base-url")) {
            own.problem("base-url", "is missing; expected " + ValueTypes.baseUrl().expected());
        }
        List<Level> guards = List.of(Level.ofDefaults(defaults), Level.ofDestination(own));
        Guard guard = GuardReader.read(guards);
        Map<String, Secret> headers = HeadersReader.read(own.section("headers"));
        DestinationPolicy policy = policy(destination(name, baseUrl.orElse(PLACEHOLDER), levels, headers), levels,
                guard, operations(own.section("operations"), guards));
        new LimitsCheck(own).check(policy);
        return policy;
    }

    private Destination destination(String name, URI baseUrl, Levels levels, Map<String, Secret> headers) {
        return new Destination(name, baseUrl,
                places(levels).most(),
                headers,
                levels.get("accept-credential-headers", flag(), false),
                levels.get("follow-redirects", integer(0, 10), 0), levels.get("idempotency-key-quoted", flag(), true),
                levels.get("body-limit", FuseboxConfig.BODY_LIMIT, bodyLimit));
    }

    private static Places places(Levels levels) {
        return levels.get("concurrency", GateReader.PLACES, new Places(Optional.empty(), 64));
    }

    private static DestinationPolicy policy(
            Destination destination,
            Levels levels,
            Guard guard,
            Map<String, Operation> operations) {
        return DestinationPolicy.of(destination, guard)
                .operations(operations)
                .idempotent(levels.get("idempotent", flag(), true))
                .queue(levels.get("queue", integer(0, 1_000_000), DestinationPolicy.DEFAULT_QUEUE))
                .gate(GateReader.read(levels, places(levels)))
                .retry(RetryReader.read(levels.section("retry")))
                .fallback(FallbackReader.read(levels))
                .breakerIdle(levels.get("breaker-idle", SPAN, DestinationPolicy.DEFAULT_BREAKER_IDLE))
                .deduplicate(levels.get("deduplicate", SPAN.orOff(), Optional.empty()))
                .build();
    }

    /** In the order of the file, in which they are matched. */
    private static Map<String, Operation> operations(Settings section, List<Level> guards) {
        Map<String, Operation> operations = new LinkedHashMap<>();
        for (String name : section.names("an operation", Optional.empty())) {
            Settings own = section.section(Keys.quoted(name));
            CallMatch match = match(own.section("match"));
            Guard guard = GuardReader.read(List.of(guards.get(0), guards.get(1), Level.ofOperation(own)));
            operations.put(name, new Operation(match, guard));
        }
        return Collections.unmodifiableMap(operations);
    }

    private static CallMatch match(Settings match) {
        Set<String> methods = new LinkedHashSet<>(match.get("methods", METHODS, List.of()));
        return new CallMatch(methods, match.get("paths", PATHS, List.of()).stream().map(PathPattern::of).toList());
    }
}
