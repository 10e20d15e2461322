package io.fusebox.simulation;

import io.fusebox.call.Call;
import io.fusebox.call.OrderingKey;
import io.fusebox.call.Outcome;
import io.fusebox.call.ResultStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has become of a call, as seen from outside. */
final class CallLife extends Remembered {
    /** @param parkedAfter the numbers of attempts after which it was written to the retry topic, as bits */
    private record Told(
            int results,
            int deferrals,
            long parkedAfter,
            Instant due,
            Optional<ResultStatus> status,
            int travels,
            Instant travelledAt) {
        Told parkedAfter(long attempts, Instant next) {
            return new Told(results, deferrals, attempts, next, status, travels, travelledAt);
        }
    }

    /** A destination has answered. */
    record Answered(String destination, Outcome outcome, Instant at) {}

    private static final Told NOTHING = new Told(0, 0, 0, Instant.MIN, Optional.empty(), 0, Instant.MIN);

    final Call call;
    private Told told = NOTHING;
    private Told kept = NOTHING;
    private Optional<AttemptLife> lastAttempt = Optional.empty();
    private int attempts;
    private boolean putBack;
    private final Map<String, Integer> seen = new HashMap<>();
    private final List<Answered> answers = new ArrayList<>();

    CallLife(Call call) {
        this.call = call;
    }

    Optional<OrderingKey> key() {
        return call.orderingKey().map(key -> new OrderingKey(call.destination(), key));
    }

    void told(ResultStatus status) {
        boolean ends = status.isTerminal();
        told = new Told(told.results + (ends ? 1 : 0), told.deferrals + (ends ? 0 : 1), told.parkedAfter, told.due,
                ends ? Optional.of(status) : told.status, told.travels, told.travelledAt);
    }

    void parked(int attemptsMade, Instant due) {
        told = told.parkedAfter(told.parkedAfter | bit(attemptsMade), due);
    }

    void rescheduled(Instant due) {
        told = told.parkedAfter(told.parkedAfter, due);
    }

    /** To a backup or home: where it comes it may be parked anew. */
    void travelled(Instant now) {
        told = new Told(told.results, told.deferrals, 0, Instant.MIN, told.status, told.travels + 1, now);
    }

    int travels() {
        return told.travels;
    }

    Instant travelledAt() {
        return told.travelledAt;
    }

    boolean wasParkedAfter(int attemptsMade) {
        return (told.parkedAfter & bit(attemptsMade)) != 0;
    }

    private static long bit(int attemptsMade) {
        return 1L << Math.min(attemptsMade, Long.SIZE - 1);
    }

    /** Terminal ones, those that are not committed yet among them. */
    int results() {
        return told.results;
    }

    boolean hasEnded() {
        return kept.results > 0;
    }

    Optional<ResultStatus> status() {
        return told.status;
    }

    int deferrals() {
        return told.deferrals;
    }

    /** Before which it may not leave the parking. */
    Instant due() {
        return told.due;
    }

    Optional<AttemptLife> lastAttempt() {
        return lastAttempt;
    }

    void attempted(AttemptLife attempt) {
        lastAttempt = Optional.of(attempt);
    }

    /** It had departed, and waits again. */
    void putBack() {
        putBack = true;
    }

    boolean wasPutBack() {
        return putBack;
    }

    /** An attempt goes out. @return how many that makes */
    int send() {
        return ++attempts;
    }

    /** Bytes of it have reached a destination. */
    void see(String destination) {
        seen.merge(destination, 1, Integer::sum);
    }

    /** How often all destinations have seen it, whatever was committed of that. */
    int seen() {
        return seen.values().stream().mapToInt(Integer::intValue).sum();
    }

    int seenBy(String destination) {
        return seen.getOrDefault(destination, 0);
    }

    /** An owner has heard the answer. */
    void answered(AttemptLife attempt, Outcome outcome, Instant now) {
        answers.add(new Answered(attempt.breaker().destination(), outcome, now));
    }

    List<Answered> answers() {
        return answers;
    }

    @Override
    void keep() {
        kept = told;
    }

    @Override
    void revert() {
        told = kept;
    }

    @Override
    public String toString() {
        return "call " + call.id();
    }
}
