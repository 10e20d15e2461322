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
 * @param detour where it is while it is not at its destination
 * @param spentAt backups that have been sent it, and may not be sent it again
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
        OptionalLong turn,
        Optional<Detour> detour,
        List<String> spentAt) {

    /** An outage may probe with the same call for days: only the latest attempts are remembered. */
    public static final int HISTORY = 20;

    public static Delivery received(Call call, Origin origin, Instant now, Optional<TraceContext> trace) {
        return new Delivery(call, origin, now, trace, 0, 0, List.of(), 0, OptionalLong.empty(),
                Optional.empty(), List.of());
    }

    public Delivery after(Attempt attempt, boolean counts) {
        List<Attempt> latest = new ArrayList<>(
                history.subList(Math.max(0, history.size() - HISTORY + 1), history.size()));
        latest.add(attempt);
        return new Delivery(call, origin, receivedAt, trace, attemptsMade + 1, attemptsCounted + (counts ? 1 : 0),
                List.copyOf(latest), replay, turn, detour, spentAt);
    }

    public Delivery withCall(Call other) {
        return new Delivery(other, origin, receivedAt, trace, attemptsMade, attemptsCounted, history, replay, turn,
                detour, spentAt);
    }

    /** It leaves its destination; where it goes, its attempts are counted anew. */
    public Delivery leave(Detour to) {
        return new Delivery(call, origin, receivedAt, trace, attemptsMade, 0, history, replay, turn, Optional.of(to),
                spentAt);
    }

    /** It goes back to its destination, with the attempts counted that were made there. */
    public Delivery returning(Detour home) {
        return new Delivery(call, origin, receivedAt, trace, attemptsMade, home.attemptsCounted(), history, replay,
                turn,
                Optional.of(home), spentAt);
    }

    /** Where it is now, it may not be sent again. */
    public Delivery spentHere() {
        List<String> all = new ArrayList<>(spentAt);
        backup().filter(name -> !all.contains(name)).ifPresent(all::add);
        return new Delivery(call, origin, receivedAt, trace, attemptsMade, attemptsCounted, history, replay, turn,
                detour, List.copyOf(all));
    }

    /** It is where it belongs. */
    public Delivery arrivedHome() {
        return detour.isEmpty() ? this
                : new Delivery(call, origin, receivedAt, trace, attemptsMade, attemptsCounted, history, replay, turn,
                        Optional.empty(), spentAt);
    }

    /** Whom it asks in its destination's place. */
    public Optional<String> backup() {
        return detour.flatMap(Detour::backup);
    }

    /** Who is to call: its destination, or a backup. */
    public String servedBy() {
        return backup().orElse(call.destination());
    }

    /** HTTP exchanges with whom it is at now. */
    public int attemptsHere() {
        return attemptsMade - detour.filter(it -> it.backup().isPresent()).map(Detour::attemptsMade).orElse(0);
    }

    public Delivery withTurn(OptionalLong number) {
        return new Delivery(call, origin, receivedAt, trace, attemptsMade, attemptsCounted, history, replay, number,
                detour, spentAt);
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
