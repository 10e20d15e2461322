package io.fusebox.specs.world;

import io.fusebox.call.FailureKind;
import io.fusebox.call.Outcome;
import io.fusebox.call.Payload;
import io.fusebox.call.Response;
import io.fusebox.execution.AttemptOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A destination that answers as its script says, and remembers what it was asked. */
public final class FakeDestination {
    /** Longer than any timeout. */
    private static final Duration FOREVER = Duration.ofDays(1000);

    private final List<AttemptOrder> attempts = new ArrayList<>();
    private final List<Instant> times = new ArrayList<>();
    private final Deque<Outcome> next = new ArrayDeque<>();
    private Outcome otherwise = answer(200);
    private Duration latency = Duration.ZERO;
    private int underWay;
    private int mostUnderWay;

    public static Outcome answer(int status) {
        return new Outcome.Answered(
                new Response(status, Map.of("content-type", "text/plain"), Payload.ofText("answer " + status), false));
    }

    public static Outcome retryAfter(int status, Duration wait) {
        return new Outcome.Answered(new Response(status, Map.of("retry-after", Long.toString(wait.toSeconds())),
                Payload.ofText("enough"), false));
    }

    public static Outcome failure(FailureKind kind) {
        return new Outcome.Failed(kind, "payments.example:443 is not what it was", kind != FailureKind.CONNECT);
    }

    public void alwaysAnswers(Outcome outcome) {
        next.clear();
        otherwise = outcome;
    }

    public void firstAnswers(Outcome outcome) {
        next.add(outcome);
    }

    public void takes(Duration time) {
        latency = time;
    }

    public void hangs() {
        latency = FOREVER;
    }

    Duration begin(AttemptOrder order, Instant now) {
        attempts.add(order);
        times.add(now);
        mostUnderWay = Math.max(mostUnderWay, ++underWay);
        return latency;
    }

    void end() {
        underWay--;
    }

    Outcome nextOutcome() {
        return next.isEmpty() ? otherwise : next.remove();
    }

    void forget() {
        attempts.clear();
        times.clear();
    }

    /** All that were ever begun, in that order. */
    public List<AttemptOrder> attempts() {
        return attempts;
    }

    /** When they were begun. */
    public List<Instant> times() {
        return times;
    }

    public int underWay() {
        return underWay;
    }

    public int mostUnderWay() {
        return mostUnderWay;
    }
}
