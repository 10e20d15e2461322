package io.fusebox.wire;

import io.fusebox.breaker.BreakerMetrics;
import io.fusebox.breaker.BreakerSnapshot;
import io.fusebox.breaker.BreakerState;
import io.fusebox.breaker.BreakerStatus;
import io.fusebox.breaker.FailureStreak;
import io.fusebox.breaker.LastFailure;
import io.fusebox.breaker.OpenMinute;
import io.fusebox.breaker.PolicyValue;
import io.fusebox.breaker.StateChange;
import io.fusebox.breaker.Totals;
import io.fusebox.breaker.WindowCounts;
import io.fusebox.breaker.WindowSnapshot;
import io.fusebox.call.Attempt;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Call;
import io.fusebox.call.Command;
import io.fusebox.call.DeadLetter;
import io.fusebox.call.Delivery;
import io.fusebox.call.Detour;
import io.fusebox.call.Operator;
import io.fusebox.call.Origin;
import io.fusebox.call.ParkReason;
import io.fusebox.call.Parked;
import io.fusebox.call.ParkedFilter;
import io.fusebox.call.Pause;
import io.fusebox.call.Payload;
import io.fusebox.call.Problem;
import io.fusebox.call.ProblemType;
import io.fusebox.call.RawRecord;
import io.fusebox.call.Response;
import io.fusebox.call.Result;
import io.fusebox.call.ResultSource;
import io.fusebox.call.ResultStatus;
import io.fusebox.call.TraceContext;
import io.fusebox.dispatch.CachedAnswer;
import io.fusebox.dispatch.Errand;
import io.fusebox.dispatch.ParkingKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Values of all kinds from a seed: the same seed, the same values. */
final class Samples {
    private final Random random;

    Samples(long seed) {
        random = new Random(seed);
    }

    Call call() {
        boolean named = random.nextInt(4) > 0;
        return new Call(text(),
                named ? "dest-" + random.nextInt(9) : "https://host-%d.example:443".formatted(random.nextInt(9)),
                maybe(this::text), one("GET", "POST", "PUT"), maybe(this::text),
                named ? maybe(this::text) : Optional.of("https://elsewhere.example/x"), map(), payload(),
                maybe(this::text), maybe(this::time), maybe(this::time),
                maybe(() -> Duration.ofMillis(1 + random.nextInt(100_000))),
                random.nextBoolean() ? OptionalInt.of(1 + random.nextInt(20)) : OptionalInt.empty(), maybe(this::text),
                maybe(this::text), map());
    }

    Delivery delivery() {
        return new Delivery(call(), origin(), time(), maybe(
                () -> new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", maybe(this::text))),
                random.nextInt(30), random.nextInt(30), list(this::attempt), random.nextInt(3),
                random.nextBoolean() ? OptionalLong.of(1 + random.nextLong(1L << 40)) : OptionalLong.empty(),
                maybe(this::detour), list(this::text));
    }

    Parked parked() {
        return new Parked(delivery(), one(ParkReason.values()), time(), time(), maybe(this::time));
    }

    private Detour detour() {
        return new Detour(maybe(this::text), random.nextInt(5), problem(), random.nextBoolean(), random.nextBoolean(),
                random.nextBoolean(), random.nextBoolean(), one("closed", "open", ""), time(), random.nextInt(30),
                random.nextInt(30));
    }

    CachedAnswer answer() {
        return new CachedAnswer(new Response(200 + random.nextInt(100), map(), payload(), false), time());
    }

    Result result() {
        ResultStatus status = one(ResultStatus.values());
        Optional<Problem> problem = status == ResultStatus.SUCCEEDED ? Optional.empty() : Optional.of(problem());
        return new Result(delivery(), status, one(ResultSource.values()),
                maybe(() -> new Response(200 + random.nextInt(400), map(), payload(), random.nextBoolean())), problem,
                time(), Duration.ofMillis(random.nextInt(60_000)), one("closed", "open", "half_open", ""));
    }

    DeadLetter deadLetter() {
        if (random.nextBoolean()) {
            return new DeadLetter.Ended(delivery(), one(DeadLetter.Reason.values()), problem(), time(),
                    random.nextBoolean());
        }
        RawRecord raw = new RawRecord(origin(), time(), maybe(this::payload), maybe(this::payload),
                list(() -> new RawRecord.Header(text(), maybe(this::payload))));
        return new DeadLetter.Refused(raw, one(DeadLetter.Reason.values()), text(), time(), random.nextBoolean());
    }

    Command command() {
        return switch (random.nextInt(3)) {
            case 0 -> new Command.Claim(random.nextInt(12), text(), time());
            case 1 -> {
                Command.Action action = one(Command.Action.values());
                yield new Command.Operate(action, breaker(), operator(action.name()), time());
            }
            default -> manage();
        };
    }

    Command.Manage manage() {
        return switch (random.nextInt(5)) {
            case 0 -> manage("PAUSE",
                    new Command.Task.Suspend(maybe(() -> Duration.ofMillis(1 + random.nextInt(100_000)))));
            case 1 -> manage("RESUME", new Command.Task.Resume());
            case 2 -> manage("DRAIN_NOW", new Command.Task.DrainNow(maybe(this::text), random.nextBoolean()));
            case 3 -> manage("CANCEL", new Command.Task.Cancel(new ParkedFilter(maybe(this::text),
                    Set.copyOf(list(this::text)), maybe(() -> one(ParkReason.values())), maybe(this::time))));
            default -> manage("DELETE", new Command.Task.Delete(random.nextBoolean()));
        };
    }

    private Command.Manage manage(String kind, Command.Task task) {
        return new Command.Manage(task, text(), operator(kind), time());
    }

    Errand errand() {
        return new Errand(manage(), time(),
                maybe(() -> new ParkingKey(breaker(), time(), random.nextInt(1_000_000))));
    }

    DestinationSettings settings() {
        return new DestinationSettings(text(), new LinkedHashMap<>(map()), time(), maybe(this::text));
    }

    StateChange stateChange() {
        StateChange.Cause cause = one(StateChange.Cause.values());
        return new StateChange(breaker(), random.nextLong(1_000_000), one(BreakerState.Kind.values()),
                one(BreakerState.Kind.values()), cause, time(), maybe(this::time),
                random.nextInt(50), window(), totals(), maybe(this::lastFailure), random.nextBoolean(),
                cause == StateChange.Cause.OPERATOR ? Optional.of(operator("RESET")) : Optional.empty());
    }

    BreakerStatus status() {
        var metrics = new BreakerMetrics(one(BreakerState.Kind.values()), window(), totals(), maybe(this::lastFailure),
                random.nextDouble() * 1000, Duration.ofMillis(random.nextInt(100_000)), random.nextBoolean(),
                random.nextDouble(), list(this::stateChange));
        return new BreakerStatus(breaker(), metrics, random.nextInt(1_000_000), maybe(this::time), random.nextInt(64),
                maybe(this::time), maybe(this::pause),
                Map.of("failure-threshold", new PolicyValue("5", "preset standard")), text(),
                time());
    }

    private Operator operator(String command) {
        return new Operator(maybe(this::text), maybe(this::text), Optional.of(command), maybe(this::text));
    }

    Pause pause() {
        return new Pause(time(), text(), one(Pause.By.values()));
    }

    BreakerSnapshot snapshot() {
        BreakerState state = switch (random.nextInt(6)) {
            case 0 -> new BreakerState.Closed(time(), random.nextBoolean());
            case 1 -> new BreakerState.Open(time(), time());
            case 2 -> new BreakerState.HalfOpen(time(), random.nextInt(3), random.nextInt(3));
            case 3 -> new BreakerState.ForcedOpen(time());
            case 4 -> new BreakerState.ForcedClosed(time());
            default -> new BreakerState.Disabled(time());
        };
        var slices = list(() -> new WindowSnapshot.Slice(time(), random.nextInt(9), random.nextInt(9),
                random.nextInt(9), random.nextInt(9), random.nextInt(9), random.nextInt(1_000_000)));
        return new BreakerSnapshot(breaker(), time(), state, random.nextInt(1000), random.nextInt(1000),
                random.nextInt(9), new WindowSnapshot(time(), time(), slices),
                new FailureStreak(random.nextInt(9), time(), time()), totals(), maybe(this::lastFailure),
                list(() -> new OpenMinute(time(), Duration.ofMillis(1 + random.nextInt(60_000)))),
                list(this::stateChange));
    }

    Payload payload() {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return Payload.of(bytes);
    }

    private Attempt attempt() {
        boolean answered = random.nextBoolean();
        return new Attempt(1 + random.nextInt(20), time(), Duration.ofMillis(random.nextInt(10_000)),
                random.nextBoolean(), answered ? "503" : "timeout",
                answered ? OptionalInt.of(503) : OptionalInt.empty(), text());
    }

    private Problem problem() {
        return new Problem(one(ProblemType.values()), 400 + random.nextInt(200), text());
    }

    private Origin origin() {
        return new Origin("fusebox.requests", random.nextInt(12), random.nextLong(1L << 40));
    }

    private BreakerName breaker() {
        return new BreakerName("dest-" + random.nextInt(9), maybe(() -> "op-" + random.nextInt(3)));
    }

    private WindowCounts window() {
        return new WindowCounts(random.nextInt(1000), random.nextInt(1000), random.nextInt(1000), random.nextInt(1000),
                Duration.of(random.nextInt(30_000_000), ChronoUnit.MICROS));
    }

    private Totals totals() {
        return new Totals(random.nextLong(1L << 40), random.nextInt(99), random.nextInt(99), random.nextInt(99),
                random.nextInt(99), random.nextInt(99));
    }

    private LastFailure lastFailure() {
        return new LastFailure(time(), one("503", "timeout"), text());
    }

    private Instant time() {
        return Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L));
    }

    private String text() {
        return one("a", "order-17", "grüße", "日本語", "\uD83D\uDE80", "with \"quotes\" and \\", "x".repeat(100))
                + random.nextInt(1000);
    }

    private Map<String, String> map() {
        Map<String, String> map = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put(text(), random.nextInt(5) == 0 ? "" : text());
        }
        return Map.copyOf(map);
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    private <T> List<T> list(Supplier<T> item) {
        List<T> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(item.get());
        }
        return List.copyOf(list);
    }

    @SafeVarargs
    private <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
