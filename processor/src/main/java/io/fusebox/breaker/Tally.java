package io.fusebox.breaker;

import io.fusebox.call.Outcome;
import io.fusebox.call.Response;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The lifetime counts and the latest failure, kept so that a call costs no garbage. */
final class Tally {
    private long successes;
    private long failures;
    private long ignored;
    private long rejections;
    private long shadowRejections;

    /** The failure as restored; or its parts, from which the text is made when somebody asks. The answer's body is not kept. */
    private final Optional<LastFailure> restoredFailure;
    private @Nullable Instant failedAt;
    private Outcome.@Nullable Failed failed;
    private int failedStatus;

    Tally(Totals totals, Optional<LastFailure> lastFailure) {
        successes = totals.successes();
        failures = totals.failures();
        ignored = totals.ignored();
        rejections = totals.rejections();
        shadowRejections = totals.shadowRejections();
        restoredFailure = lastFailure;
    }

    void count(Verdict verdict, Outcome outcome, Instant at) {
        switch (verdict) {
            case SUCCESS -> successes++;
            case IGNORED -> ignored++;
            case FAILURE -> {
                failures++;
                remember(outcome, at);
            }
        }
    }

    private void remember(Outcome outcome, Instant at) {
        failedAt = at;
        switch (outcome) {
            case Outcome.Failed noAnswer -> failed = noAnswer;
            case Outcome.Answered(Response response) -> {
                failed = null;
                failedStatus = response.status();
            }
        }
    }

    void countRejection() {
        rejections++;
    }

    void countShadowRejection() {
        shadowRejections++;
    }

    Totals totals() {
        return new Totals(successes + failures + ignored, successes, failures, ignored, rejections, shadowRejections);
    }

    Optional<LastFailure> lastFailure() {
        Instant at = failedAt;
        if (at == null) {
            return restoredFailure;
        }
        Outcome.Failed noAnswer = failed;
        return Optional
                .of(noAnswer == null ? new LastFailure(at, Integer.toString(failedStatus), "HTTP " + failedStatus)
                        : new LastFailure(at, noAnswer.label(), noAnswer.describe()));
    }
}
