package io.fusebox.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A call on its way: the request and what has become of it so far.
 *
 * @param receivedAt when it was first read
 * @param attemptsMade all HTTP exchanges so far
 * @param attemptsCounted those that count against {@code max-attempts}: all but failed probes
 * @param history the latest of the attempts, oldest first, at most {@link #HISTORY}
 * @param replay 0, or how often it was replayed from the dead letters
 * @param turn the number of its {@link Turn}, where it has an ordering key and has come to its partition
 */
public record Delivery(
        Call call,
        Origin origin,
        Instant receivedAt,
        Optional<TraceContext> trace,
        int attemptsMade,
        int attemptsCounted,
        List<Attempt> history,
        int replay,
        OptionalLong turn) {

    /** An outage may probe with the same call for days: only the latest attempts are remembered. */
    public static final int HISTORY = 20;

    public static Delivery received(Call call, Origin origin, Instant now, Optional<TraceContext> trace) {
        return new Delivery(call, origin, now, trace, 0, 0, List.of(), 0, OptionalLong.empty());
    }

    public Delivery after(Attempt attempt, boolean counts) {
        List<Attempt> latest = new ArrayList<>(
                history.subList(Math.max(0, history.size() - HISTORY + 1), history.size()));
        latest.add(attempt);
        return new Delivery(call, origin, receivedAt, trace, attemptsMade + 1, attemptsCounted + (counts ? 1 : 0),
                List.copyOf(latest), replay, turn);
    }

    public Delivery withCall(Call other) {
        return new Delivery(other, origin, receivedAt, trace, attemptsMade, attemptsCounted, history, replay,
                turn);
    }

    public Delivery withTurn(OptionalLong number) {
        return new Delivery(call, origin, receivedAt, trace, attemptsMade, attemptsCounted, history, replay, number);
    }

    /** Empty for a call that waits for no other. */
    public Optional<Turn> place() {
        return turn.isEmpty() ? Optional.empty()
                : call.orderingKey().map(key -> new Turn(new OrderingKey(call.destination(), key), turn.getAsLong()));
    }

    /** From when its age is counted: the later of receipt and {@code notBefore}. */
    public Instant ageFrom() {
        return call.notBefore().filter(receivedAt::isBefore).orElse(receivedAt);
    }
}
