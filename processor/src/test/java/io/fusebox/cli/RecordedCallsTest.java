package io.fusebox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fusebox.call.BreakerName;
import io.fusebox.replay.RecordedAttempt;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecordedCallsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private final RecordedCalls calls = new RecordedCalls();

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }

    private static JsonNode result(String status, String source, int attempts) throws Exception {
        return json("""
                {"id": "a", "destination": "payments", "operation": "write", "status": "%s", "source": "%s",
                 "httpStatus": 200, "attempts": %d, "receivedAt": "2026-03-01T12:00:00Z",
                 "completedAt": "2026-03-01T12:01:00Z", "durationMs": 2000}
                """.formatted(status, source, attempts));
    }

    @Test
    void theLastAttemptIsTheResults() throws Exception {
        assertThat(calls.ofResult(result("SUCCEEDED", "DESTINATION", 1))).containsExactly(
                new RecordedAttempt(BreakerName.of("payments", "write"), NOON.plusSeconds(58), Duration.ofSeconds(2),
                        RecordedAttempt.answered(200), false));
    }

    @Test
    void earlierAttemptsAreTakenForFailuresFromTheReceiptOn() throws Exception {
        assertThat(calls.ofResult(result("SUCCEEDED", "DESTINATION", 3))).filteredOn(RecordedAttempt::assumed)
                .extracting(attempt -> attempt.outcome().label() + " " + attempt.startedAt())
                .containsExactly("503 2026-03-01T12:00:00Z", "503 2026-03-01T12:00:29Z");
    }

    @Test
    void theAnswerOfAFallbackIsNotTheDestinations() throws Exception {
        assertThat(calls.ofResult(result("FALLBACK", "CACHE", 1))).singleElement().satisfies(attempt -> {
            assertThat(attempt.assumed()).isTrue();
            assertThat(attempt.startedAt()).isEqualTo(NOON);
        });
    }

    @Test
    void aResultThatHasADeadLetterIsLeftToIt() throws Exception {
        assertThat(calls.ofResult(result("EXHAUSTED", "DESTINATION", 3))).isEmpty();
        assertThat(calls.ofResult(result("DEFERRED", "NONE", 1))).isEmpty();
        assertThat(calls.ofResult(result("REJECTED", "NONE", 0))).isEmpty();
    }

    @Test
    void aDeadLetterTellsItsLatestAttempts() throws Exception {
        JsonNode letter = json("""
                {"reason": "EXHAUSTED", "at": "2026-03-01T13:00:00Z", "delivery": {
                   "request": {"id": "a", "destination": "payments"}, "receivedAt": "2026-03-01T12:00:00Z",
                   "attemptsMade": 3, "attempts": [
                     {"number": 2, "startedAt": "2026-03-01T12:10:00Z", "durationMs": 30, "outcome": "timeout"},
                     {"number": 3, "startedAt": "2026-03-01T12:20:00Z", "durationMs": 40, "outcome": "500"}]}}
                """);

        assertThat(calls.ofDeadLetter(letter))
                .extracting(attempt -> "%s %s %d %s".formatted(attempt.startedAt(), attempt.outcome().label(),
                        attempt.duration().toMillis(), attempt.assumed()))
                .containsExactlyInAnyOrder("2026-03-01T12:00:00Z 503 0 true", "2026-03-01T12:10:00Z timeout 30 false",
                        "2026-03-01T12:20:00Z 500 40 false");
    }

    @Test
    void aDeadLetterOfARecordThatWasNoCallTellsNothing() throws Exception {
        assertThat(calls.ofDeadLetter(json("{\"reason\": \"MALFORMED\", \"raw\": {}}"))).isEmpty();
        assertThat(calls.unreadable()).isZero();
    }

    @Test
    void aResultWithoutTimesIsLeftOutAndCounted() throws Exception {
        assertThat(calls.ofResult(json("{\"status\": \"SUCCEEDED\", \"attempts\": 1}"))).isEmpty();
        assertThat(calls.unreadable()).isEqualTo(1);
    }
}
