package io.fusebox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Outcome;
import io.fusebox.call.ResultStatus;
import io.fusebox.replay.RecordedAttempt;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The attempts of calls, as far as they are on record. A result tells the last one, and how many there were; a dead letter tells the
 * latest of a call that ended badly. Of all others it is only known that they failed: they are taken for a 503 that came at once, spread
 * evenly over the time in which they were made.
 */
final class RecordedCalls {
    private static final Outcome ASSUMED = RecordedAttempt.answered(503);
    /** What ends so is told by its dead letter. */
    private static final Set<String> ON_DEAD_LETTERS = Stream.of(ResultStatus.values())
            .filter(ResultStatus::isDeadLetter)
            .map(Enum::name)
            .collect(Collectors.toUnmodifiableSet());

    private long unreadable;

    /** Records whose times are none. */
    long unreadable() {
        return unreadable;
    }

    List<RecordedAttempt> ofResult(JsonNode result) {
        String status = result.path("status").asText();
        boolean isOver = !status.equals(ResultStatus.DEFERRED.name());
        return isOver && !ON_DEAD_LETTERS.contains(status) ? guarded(() -> attempts(result)) : List.of();
    }

    private List<RecordedAttempt> attempts(JsonNode result) {
        BreakerName called = called(result);
        Instant completed = time(result, "completedAt");
        List<RecordedAttempt> found = new ArrayList<>();
        // The answer of a fallback says nothing about the destination.
        if (result.path("source").asText().equals("DESTINATION") && result.path("httpStatus").isInt()) {
            Duration duration = millis(result, "durationMs");
            found.add(new RecordedAttempt(called, completed.minus(duration), duration,
                    outcome(result.path("httpStatus").asText()), false));
        }
        return withMissing(found, called, result.path("attempts").asInt(), time(result, "receivedAt"), completed);
    }

    List<RecordedAttempt> ofDeadLetter(JsonNode letter) {
        return letter.has("delivery") ? guarded(() -> attempts(letter.path("delivery"), time(letter, "at")))
                : List.of();
    }

    private List<RecordedAttempt> attempts(JsonNode delivery, Instant died) {
        BreakerName called = called(delivery.path("request"));
        List<RecordedAttempt> found = new ArrayList<>();
        for (JsonNode attempt : delivery.path("attempts")) {
            found.add(new RecordedAttempt(called, time(attempt, "startedAt"), millis(attempt, "durationMs"),
                    outcome(attempt.path("outcome").asText()), false));
        }
        return withMissing(found, called, delivery.path("attemptsMade").asInt(), time(delivery, "receivedAt"), died);
    }

    /** @param found the latest attempts, oldest first */
    private List<RecordedAttempt> withMissing(List<RecordedAttempt> found, BreakerName called, int made, Instant from,
            Instant to) {
        int missing = Math.max(0, made - found.size());
        Instant until = found.isEmpty() ? to : found.getFirst().startedAt();
        long span = Math.max(0, Duration.between(from, until).toMillis());
        List<RecordedAttempt> all = new ArrayList<>(found);
        for (int i = 0; i < missing; i++) {
            all.add(new RecordedAttempt(called, from.plusMillis(span * i / missing), Duration.ZERO, ASSUMED, true));
        }
        return all;
    }

    /** One of a later version's is taken for a failure. */
    private static Outcome outcome(String label) {
        return RecordedAttempt.outcome(label).orElse(ASSUMED);
    }

    private static BreakerName called(JsonNode json) {
        return new BreakerName(json.path("destination").asText(),
                Optional.of(json.path("operation").asText("")).filter(name -> !name.isEmpty()));
    }

    private static Instant time(JsonNode json, String field) {
        return Instant.parse(json.path(field).asText());
    }

    private static Duration millis(JsonNode json, String field) {
        return Duration.ofMillis(Math.max(0, json.path(field).asLong()));
    }

    /** A result may be written as JSON, by whomever. */
    private List<RecordedAttempt> guarded(Supplier<List<RecordedAttempt>> reading) {
        try {
            return reading.get();
        } catch (DateTimeException _) {
            unreadable++;
            return List.of();
        }
    }
}
