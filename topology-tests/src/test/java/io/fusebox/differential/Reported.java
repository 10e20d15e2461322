package io.fusebox.differential;

import io.fusebox.call.Outcome;
import io.fusebox.call.Payload;
import io.fusebox.call.Response;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How a call ended, in the words of both. */
enum Reported {
    SUCCESS(200), FAILURE(500), IGNORED_OUTCOME(404);

    /** What Resilience4j is configured to ignore. */
    static final Exception IGNORED = new Exception("ignored");
    private static final Exception FAILED = new Exception("failed");

    private final Outcome outcome;

    Reported(int status) {
        this.outcome = new Outcome.Answered(new Response(status, Map.of(), Payload.EMPTY, false));
    }

    Outcome ours() {
        return outcome;
    }

    void tell(CircuitBreaker theirs, Duration duration) {
        switch (this) {
            case SUCCESS -> theirs.onSuccess(duration.toNanos(), TimeUnit.NANOSECONDS);
            case FAILURE -> theirs.onError(duration.toNanos(), TimeUnit.NANOSECONDS, FAILED);
            case IGNORED_OUTCOME -> theirs.onError(duration.toNanos(), TimeUnit.NANOSECONDS, IGNORED);
        }
    }
}
