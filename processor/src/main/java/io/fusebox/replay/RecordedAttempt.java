package io.fusebox.replay;

import io.fusebox.call.BreakerName;
import io.fusebox.call.FailureKind;
import io.fusebox.call.Outcome;
import io.fusebox.call.Payload;
import io.fusebox.call.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An attempt as it is on record.
 *
 * @param called the destination, and the operation that the call named; which breaker that is depends on the policies
 * @param outcome of which the label alone is known: no header, no message
 * @param assumed whether only that it was made, and failed, is on record
 */
public record RecordedAttempt(
        BreakerName called,
        Instant startedAt,
        Duration duration,
        Outcome outcome,
        boolean assumed) {

    /** By time; those of one moment in an order of their own, whatever order they were read in. */
    public static final Comparator<RecordedAttempt> IN_ORDER = Comparator.comparing(RecordedAttempt::startedAt)
            .thenComparing(RecordedAttempt::called)
            .thenComparing(RecordedAttempt::duration)
            .thenComparing(attempt -> attempt.outcome().label());

    private static final Map<String, Outcome> BY_LABEL = byLabel();

    public Instant endedAt() {
        return startedAt.plus(duration);
    }

    /**
     * The outcome that a label is of.
     *
     * @param label {@link Outcome#label}; empty for one that only a later version knows
     */
    public static Optional<Outcome> outcome(String label) {
        return Optional.ofNullable(BY_LABEL.get(label));
    }

    private static Map<String, Outcome> byLabel() {
        Stream<Outcome> answers = IntStream.rangeClosed(100, 599).mapToObj(RecordedAttempt::answered);
        Stream<Outcome> failures = Stream.of(FailureKind.values()).map(kind -> new Outcome.Failed(kind, "", true));
        return Stream.concat(answers, failures).collect(Collectors.toUnmodifiableMap(Outcome::label, it -> it));
    }

    public static Outcome answered(int status) {
        return new Outcome.Answered(new Response(status, Map.of(), Payload.EMPTY, false));
    }
}
