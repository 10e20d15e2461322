package io.fusebox.simulation;

import io.fusebox.call.Call;
import io.fusebox.call.OrderingKey;
import io.fusebox.call.ResultStatus;
import java.time.Instant;
import java.util.Optional;

/** What has become of a call, as seen from outside. */
final class CallLife extends Remembered {
    /** @param parkedAfter the numbers of attempts after which it was written to the retry topic, as bits */
    private record Told(int results, int deferrals, long parkedAfter, Instant due, Optional<ResultStatus> status) {}

    private static final Told NOTHING = new Told(0, 0, 0, Instant.MIN, Optional.empty());

    final Call call;
    private Told told = NOTHING;
    private Told kept = NOTHING;
    private Optional<AttemptLife> lastAttempt = Optional.empty();
    private int attempts;
    private boolean putBack;
    private int seen;

    CallLife(Call call) {
        this.call = call;
    }

    Optional<OrderingKey> key() {
        return call.orderingKey().map(key -> new OrderingKey(call.destination(), key));
    }

    void told(ResultStatus status) {
        told = status.isTerminal()
                ? new Told(told.results + 1, told.deferrals, told.parkedAfter, told.due, Optional.of(status))
                : new Told(told.results, told.deferrals + 1, told.parkedAfter, told.due, told.status);
    }

    void parked(int attemptsMade, Instant due) {
        told = new Told(told.results, told.deferrals, told.parkedAfter | bit(attemptsMade), due, told.status);
    }

    void rescheduled(Instant due) {
        told = new Told(told.results, told.deferrals, told.parkedAfter, due, told.status);
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

    /** Bytes of it have reached the destination. */
    void see() {
        seen++;
    }

    /** How often the destination has seen it, whatever was committed of that. */
    int seen() {
        return seen;
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
