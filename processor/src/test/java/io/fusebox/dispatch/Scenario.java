package io.fusebox.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.BreakerPolicy;
import io.fusebox.breaker.BreakerPreset;
import io.fusebox.call.AttemptId;
import io.fusebox.call.Call;
import io.fusebox.call.DeadLetter;
import io.fusebox.call.Delivery;
import io.fusebox.call.Destination;
import io.fusebox.call.FailureKind;
import io.fusebox.call.Origin;
import io.fusebox.call.Outcome;
import io.fusebox.call.Payload;
import io.fusebox.call.Response;
import io.fusebox.call.Result;
import io.fusebox.call.ResultStatus;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** A partition in the middle of its day: calls arrive, attempts end, time passes, owners die; all by hand. */
final class Scenario {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final InMemoryLedgerStore rows = new InMemoryLedgerStore();
    final InMemoryParking parking = new InMemoryParking();
    final InMemoryBreakers breakers = new InMemoryBreakers();
    final InMemoryPauses pauses = new InMemoryPauses();
    final InMemoryAnswers answers = new InMemoryAnswers();
    final InMemorySeen seen = new InMemorySeen();
    final InMemoryErrands errands = new InMemoryErrands();
    final Map<String, DestinationPolicy> policies = new LinkedHashMap<>();
    /** Under way, by call. */
    final Map<String, Effect.StartAttempt> started = new LinkedHashMap<>();
    final List<Result> results = new ArrayList<>();
    final List<DeadLetter> deadLetters = new ArrayList<>();
    /** Asked for, and not told. */
    final List<AttemptId> unconfirmed = new ArrayList<>();
    /** Written to the retry topic and not read back. */
    final List<Effect.Park> inTransit = new ArrayList<>();
    /** Written to the retry topic on their way to a backup, or home. */
    final List<Delivery> travelling = new ArrayList<>();
    final List<Effect> everything = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(42);
    Instant now = START;
    boolean tellDeferred;
    private long offset;
    private long incarnation;
    private Dispatcher dispatcher;

    Scenario destination(String name, UnaryOperator<DestinationPolicy> change) {
        BreakerPolicy policy = BreakerPreset.CLASSIC.policy();
        Destination destination = new Destination(name, URI.create("http://" + name + ".example"), 4, Map.of(), false,
                0, true, 65_536);
        policies.put(name,
                change.apply(DestinationPolicy.of(destination, new DestinationPolicy.Guard(policy, Map.of()))
                        .queue(3)
                        .build()));
        return this;
    }

    Scenario destination(String name) {
        return destination(name, policy -> policy);
    }

    /** A new owner takes over what is stored; attempts of the one before go on without it. */
    Scenario starts() {
        started.clear();
        unconfirmed.clear();
        dispatcher = new Dispatcher(new DispatchSettings("test", tellDeferred, 1_000), ++incarnation,
                new Memory(new Ledger(rows), parking, breakers, pauses, answers, seen, errands),
                new Policies(1, Map.copyOf(policies), Optional.empty()), _ -> true, random, now);
        return timePasses(Duration.ZERO);
    }

    Scenario arrives(String... ids) {
        for (String id : ids) {
            arrives(call(id));
        }
        return this;
    }

    Scenario arrives(Call call) {
        return decide(
                new Input.Arrived(Delivery.received(call, new Origin("requests", 0, offset++), now, Optional.empty())));
    }

    Scenario succeeds(String... ids) {
        for (String id : ids) {
            ends(id, answer(200));
        }
        return this;
    }

    Scenario fails(String... ids) {
        for (String id : ids) {
            ends(id, answer(503));
        }
        return this;
    }

    Scenario ends(String id, Outcome outcome) {
        Effect.StartAttempt attempt = started.remove(id);
        assertThat(attempt).as("attempt of %s under way", id).isNotNull();
        return decide(new Input.Completed(attempt.id(), outcome, Duration.ofMillis(20)));
    }

    Scenario timePasses(Duration duration) {
        now = now.plus(duration);
        return decide(new Input.TimePassed());
    }

    /** What was written to the retry topic comes back. */
    Scenario parkedCallsAreReadBack() {
        List<Effect.Park> records = List.copyOf(inTransit);
        inTransit.clear();
        records.forEach(record -> decide(new Input.ReadBack(record.parked(), offset++, OptionalInt.of(record.slot()))));
        return this;
    }

    /** Calls arrive where they were going, all on this partition. */
    Scenario travellersArrive() {
        List<Delivery> arriving = List.copyOf(travelling);
        travelling.clear();
        arriving.forEach(delivery -> decide(new Input.Arrived(delivery)));
        return this;
    }

    /** What was decided so far is committed. */
    Scenario commits() {
        List<AttemptId> written = List.copyOf(unconfirmed);
        unconfirmed.clear();
        written.forEach(attempt -> decide(new Input.Confirmed(attempt)));
        return this;
    }

    Scenario decide(Input input) {
        for (Effect effect : dispatcher.decide(input, now)) {
            everything.add(effect);
            switch (effect) {
                case Effect.StartAttempt start -> started.put(start.delivery().call().id(), start);
                case Effect.Confirm(AttemptId id) -> unconfirmed.add(id);
                case Effect.Answer(Result result) -> results.add(result);
                case Effect.Bury(DeadLetter letter) -> deadLetters.add(letter);
                case Effect.Park park -> inTransit.add(park);
                case Effect.Travel travel -> travelling.add(travel.parked().delivery());
                case Effect.Announce _,Effect.ShowStatus _,Effect.Retire _,Effect.TimeAttempt _,Effect.DropDuplicate _ ->
                    {
                    }
            }
        }
        return this;
    }

    int waitingShortly() {
        return dispatcher.waitingShortly(now);
    }

    Optional<Instant> nextWakeUp() {
        return dispatcher.nextWakeUp();
    }

    Map<String, ResultStatus> statuses() {
        Map<String, ResultStatus> statuses = new LinkedHashMap<>();
        for (Result result : results) {
            assertThat(statuses.put(result.delivery().call().id(), result.status()))
                    .as("an earlier result of %s", result.delivery().call().id())
                    .isNull();
        }
        return statuses;
    }

    <E extends Effect> List<E> effects(Class<E> type) {
        return everything.stream().filter(type::isInstance).map(type::cast).toList();
    }

    static Outcome answer(int status) {
        return new Outcome.Answered(new Response(status, Map.of(), Payload.EMPTY, false));
    }

    static Outcome timeout() {
        return new Outcome.Failed(FailureKind.TIMEOUT, "no answer", true);
    }

    static Call call(String id) {
        return new Call(id, "payments", Optional.empty(), "POST", Optional.of("/charge"), Optional.empty(), Map.of(),
                Payload.EMPTY, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                OptionalInt.empty(), Optional.empty(), Optional.empty(), Map.of());
    }

    static Call to(String destination, Call call) {
        return new Call(call.id(), destination, call.operation(), call.method(), call.path(), call.url(),
                call.headers(), call.body(), call.orderingKey(), call.notBefore(), call.deadline(), call.timeout(),
                call.maxAttempts(), call.idempotencyKey(), call.replyKey(), call.metadata());
    }

    static Call notBefore(Call call, Instant notBefore) {
        return new Call(call.id(), call.destination(), call.operation(), call.method(), call.path(), call.url(),
                call.headers(), call.body(), call.orderingKey(), Optional.of(notBefore), call.deadline(),
                call.timeout(), call.maxAttempts(), call.idempotencyKey(), call.replyKey(), call.metadata());
    }

    static Call deadline(Call call, Instant deadline) {
        return new Call(call.id(), call.destination(), call.operation(), call.method(), call.path(), call.url(),
                call.headers(), call.body(), call.orderingKey(), call.notBefore(), Optional.of(deadline),
                call.timeout(), call.maxAttempts(), call.idempotencyKey(), call.replyKey(), call.metadata());
    }

    static Call maxAttempts(Call call, int attempts) {
        return new Call(call.id(), call.destination(), call.operation(), call.method(), call.path(), call.url(),
                call.headers(), call.body(), call.orderingKey(), call.notBefore(), call.deadline(), call.timeout(),
                OptionalInt.of(attempts), call.idempotencyKey(), call.replyKey(), call.metadata());
    }

    static Call ordered(Call call, String key) {
        return new Call(call.id(), call.destination(), call.operation(), call.method(), call.path(), call.url(),
                call.headers(), call.body(), Optional.of(key), call.notBefore(), call.deadline(), call.timeout(),
                call.maxAttempts(), call.idempotencyKey(), call.replyKey(), call.metadata());
    }

    static Call operation(Call call, String operation) {
        return new Call(call.id(), call.destination(), Optional.of(operation), call.method(), call.path(), call.url(),
                call.headers(), call.body(), call.orderingKey(), call.notBefore(), call.deadline(), call.timeout(),
                call.maxAttempts(), call.idempotencyKey(), call.replyKey(), call.metadata());
    }
}
