package io.fusebox.call;

/**
 * What went wrong, as RFC 9457 writes it.
 *
 * @param status the destination's HTTP status, or the nearest to what happened
 * @param detail names the culprit and the mend
 */
public record Problem(ProblemType type, int status, String detail) {
    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, type.status(), detail);
    }

    public static Problem of(Outcome outcome) {
        ProblemType type = ProblemType.of(outcome);
        int status = outcome instanceof Outcome.Answered(Response response) ? response.status() : type.status();
        return new Problem(type, status, outcome.describe());
    }
}
