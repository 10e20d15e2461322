package io.fusebox.specs.world;

import io.fusebox.call.FailureKind;
import io.fusebox.call.Outcome;
import io.fusebox.execution.AttemptOrder;
import io.fusebox.execution.CallExecutor;
import io.fusebox.execution.Completion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes attempts by asking destinations that follow a script. An answer comes when its time has come, but no later than the attempt's
 * timeout, as the contract of {@link CallExecutor} wants it.
 */
final class FakeDestinations implements CallExecutor {
    private final Map<String, FakeDestination> byName = new HashMap<>();
    private final List<Pending> pending = new ArrayList<>();
    private Instant now;

    private record Pending(
            AttemptOrder order,
            Instant startedAt,
            Instant at,
            Outcome outcome,
            Consumer<Completion> onCompletion) {}

    FakeDestinations(Instant now) {
        this.now = now;
    }

    /** The destination of that name, or ad-hoc origin. */
    FakeDestination of(String name) {
        return byName.computeIfAbsent(name, _ -> new FakeDestination());
    }

    /** What they were asked so far. */
    void forget() {
        byName.values().forEach(FakeDestination::forget);
    }

    @Override
    public void execute(AttemptOrder order, Consumer<Completion> onCompletion) {
        FakeDestination destination = of(order.destination().name());
        Duration latency = destination.begin(order, now);
        Outcome outcome = destination.nextOutcome();
        boolean late = latency.compareTo(order.timeout()) >= 0;
        pending.add(late ? new Pending(order, now, now.plus(order.timeout()), timeout(order), onCompletion)
                : new Pending(order, now, now.plus(latency), outcome, onCompletion));
        if (latency.isZero()) {
            answerDue();
        }
    }

    private static Outcome timeout(AttemptOrder order) {
        return new Outcome.Failed(FailureKind.TIMEOUT,
                "no answer of %s within %d ms".formatted(order.target().getAuthority(), order.timeout().toMillis()),
                true);
    }

    /** When the next answer comes by itself. */
    Optional<Instant> nextAnswer() {
        return pending.stream().map(Pending::at).min(Comparator.naturalOrder());
    }

    void moveTo(Instant time) {
        now = time;
        answerDue();
    }

    /** Ends an attempt by hand, before its time. */
    void answer(String callId, Outcome outcome) {
        Pending attempt = pending.stream()
                .filter(it -> it.order().call().id().equals(callId))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no attempt of " + callId + " is under way"));
        pending.remove(attempt);
        complete(attempt, outcome);
    }

    private void answerDue() {
        List<Pending> due = new ArrayList<>();
        for (Iterator<Pending> attempts = pending.iterator(); attempts.hasNext();) {
            Pending attempt = attempts.next();
            if (!attempt.at().isAfter(now)) {
                attempts.remove();
                due.add(attempt);
            }
        }
        due.forEach(attempt -> complete(attempt, attempt.outcome()));
    }

    private void complete(Pending attempt, Outcome outcome) {
        of(attempt.order().destination().name()).end();
        attempt.onCompletion()
                .accept(new Completion(attempt.order().id(), outcome, Duration.between(attempt.startedAt(), now)));
    }

    @Override
    public int backlog() {
        return 0;
    }

    @Override
    public void close() {
        pending.clear();
    }
}
