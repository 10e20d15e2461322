package io.fusebox.dispatch;

import io.fusebox.call.Attempt;
import io.fusebox.call.DeadLetter;
import io.fusebox.call.Delivery;
import io.fusebox.call.Detour;
import io.fusebox.call.Operator;
import io.fusebox.call.Outcome;
import io.fusebox.call.Problem;
import io.fusebox.call.ProblemType;
import io.fusebox.call.Response;
import io.fusebox.call.Result;
import io.fusebox.call.ResultSource;
import io.fusebox.call.ResultStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells how calls end: one result each, and a dead letter where the status asks for one. */
final class Endings {
    private final Effects effects;
    private final Turns turns;

    Endings(Effects effects, Turns turns) {
        this.effects = effects;
        this.turns = turns;
    }

    void succeeded(Delivery delivery, Response response, String breakerState, Instant now) {
        answer(new Result(delivery, ResultStatus.SUCCEEDED, ResultSource.DESTINATION,
                Optional.of(response), Optional.empty(), now, lastDuration(delivery), breakerState));
    }

    /** Its destination gave no answer, for that reason; somebody or something else has. */
    void fellBack(Delivery delivery, ResultSource source, Response response, Problem why, String breakerState,
            Instant now) {
        tell(delivery, ResultStatus.FALLBACK, source, Optional.of(response), why, breakerState, now);
    }

    /** The attempt's outcome is the call's: retrying cannot help. */
    void failed(Delivery delivery, Outcome outcome, String breakerState, Instant now) {
        end(delivery, ResultStatus.FAILED, outcome, Problem.of(outcome), breakerState, now);
    }

    /** Retrying might help, but is over. */
    void exhausted(Delivery delivery, Outcome outcome, String breakerState, Instant now) {
        end(delivery, ResultStatus.EXHAUSTED, outcome, exhaustion(delivery, outcome), breakerState, now);
    }

    static Problem exhaustion(Delivery delivery, Outcome outcome) {
        Problem ofAttempt = Problem.of(outcome);
        String where = delivery.backup().map(" at backup %s"::formatted).orElse("");
        return new Problem(ProblemType.EXHAUSTED, ofAttempt.status(),
                "%d attempts, the last%s: %s".formatted(delivery.attemptsMade(), where, ofAttempt.detail()));
    }

    /** It was sent, and may not be sent again to find out. */
    void unknown(Delivery delivery, Outcome outcome, String breakerState, Instant now) {
        Problem ofAttempt = Problem.of(outcome);
        end(delivery, ResultStatus.UNKNOWN, outcome,
                new Problem(ProblemType.UNKNOWN_OUTCOME, ofAttempt.status(),
                        "the call was sent, and is not sent again (idempotent: false): " + ofAttempt.detail()),
                breakerState, now);
    }

    /** It ended without the destination's doing. */
    void refused(Delivery delivery, ResultStatus status, Problem problem, String breakerState, Instant now) {
        end(delivery, status, Optional.empty(), problem, breakerState, now);
    }

    void expired(Delivery delivery, Instant expiredAt, String breakerState, Instant now) {
        boolean atDeadline = delivery.call().deadline().filter(expiredAt::equals).isPresent();
        boolean tooLate = atDeadline && !delivery.receivedAt().isBefore(expiredAt);
        String why = atDeadline
                ? "the call's deadline " + expiredAt + " has passed"
                        + (tooLate ? " before it came; give it more time, or set the producer's clock right" : "")
                : "the call is older than its destination's retry.max-age allows (until " + expiredAt + ")";
        String last = delivery.history().isEmpty() ? ""
                : "; the last attempt: " + delivery.history().getLast().message();
        refused(delivery, ResultStatus.EXPIRED, Problem.of(ProblemType.EXPIRED, why + last), breakerState, now);
    }

    void cancelled(Delivery delivery, Operator operator, String breakerState, Instant now) {
        refused(delivery, ResultStatus.CANCELLED,
                Problem.of(ProblemType.CANCELLED, "cancelled by " + operator.describe()), breakerState, now);
    }

    void deferred(Delivery delivery, Problem why, String breakerState, Instant now) {
        end(delivery, ResultStatus.DEFERRED, Optional.empty(), why, breakerState, now);
    }

    private void end(Delivery delivery, ResultStatus status, Outcome outcome, Problem problem, String breakerState,
            Instant now) {
        Optional<Response> response = outcome instanceof Outcome.Answered(Response answer) ? Optional.of(answer)
                : Optional.empty();
        end(delivery, status, response, problem, breakerState, now);
    }

    private void end(Delivery delivery, ResultStatus status, Optional<Response> response, Problem problem,
            String breakerState, Instant now) {
        ResultSource source = response.isPresent() ? ResultSource.DESTINATION : ResultSource.NONE;
        tell(delivery, status, source, response, problem, breakerState, now);
    }

    /** @param breakerState where the call is; while it is away, that is not its own breaker's */
    private void tell(Delivery delivery, ResultStatus status, ResultSource source, Optional<Response> response,
            Problem problem, String breakerState, Instant now) {
        String state = delivery.backup().isPresent() ? delivery.detour().map(Detour::breakerState).orElse("")
                : breakerState;
        Result result = new Result(delivery.arrivedHome(), status, source, response, Optional.of(problem), now,
                lastDuration(delivery), state);
        answer(result);
        if (status.isDeadLetter()) {
            effects.add(new Effect.Bury(DeadLetter.Ended.of(result)));
        }
    }

    private void answer(Result result) {
        effects.add(new Effect.Answer(result));
        if (result.status().isTerminal()) {
            turns.end(result.delivery());
        }
    }

    private static Duration lastDuration(Delivery delivery) {
        return delivery.history().isEmpty() ? Duration.ZERO : delivery.history().getLast().duration();
    }

    /** What is remembered of an attempt. */
    static Attempt remember(Delivery before, LedgerRow.InFlight row, Instant startedAt, Outcome outcome,
            Duration duration) {
        String where = before.backup().map("backup %s: "::formatted).orElse("");
        return new Attempt(before.attemptsMade() + 1, startedAt, duration, row.probe(), outcome.label(),
                outcome.httpStatus(), where + outcome.describe());
    }
}
