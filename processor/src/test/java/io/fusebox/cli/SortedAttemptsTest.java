package io.fusebox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.BreakerName;
import io.fusebox.replay.RecordedAttempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SortedAttemptsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** Several at a time, to several breakers, with several outcomes. */
    private static List<RecordedAttempt> attempts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new RecordedAttempt(
                        new BreakerName("d" + i % 3, i % 2 == 0 ? Optional.empty() : Optional.of("op")),
                        NOON.plusMillis(i / 4), Duration.ofMillis(i % 7),
                        RecordedAttempt.outcome(i % 5 == 0 ? "timeout" : "200").orElseThrow(), i % 11 == 0))
                .sorted(RecordedAttempt.IN_ORDER)
                .toList();
    }

    private static List<RecordedAttempt> sorted(List<RecordedAttempt> given, int inMemory) {
        List<RecordedAttempt> found = new ArrayList<>();
        try (SortedAttempts attempts = new SortedAttempts(inMemory)) {
            given.forEach(attempts::add);
            assertThat(attempts.count()).isEqualTo(given.size());
            attempts.forEach(found::add);
        }
        return found;
    }

    private static List<RecordedAttempt> shuffled(List<RecordedAttempt> attempts, long seed) {
        List<RecordedAttempt> shuffled = new ArrayList<>(attempts);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }

    @Test
    void fewAreSortedInMemory() {
        List<RecordedAttempt> attempts = attempts(100);

        assertThat(sorted(shuffled(attempts, 1), 1_000)).isEqualTo(attempts);
    }

    @Test
    void manyAreSortedOverFiles() {
        List<RecordedAttempt> attempts = attempts(1_000);

        assertThat(sorted(shuffled(attempts, 2), 30)).usingRecursiveComparison().isEqualTo(attempts);
    }

    @Test
    void nothingIsLeftWhereAllFitsExactly() {
        List<RecordedAttempt> attempts = attempts(60);

        assertThat(sorted(shuffled(attempts, 3), 30)).hasSize(60);
    }

    @Test
    void noneIsNone() {
        assertThat(sorted(List.of(), 30)).isEmpty();
    }
}
