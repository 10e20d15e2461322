package io.fusebox.replay;

import static io.fusebox.replay.History.PAYMENTS;
import static io.fusebox.replay.History.opensAfter;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.BreakerName;
import io.fusebox.call.Outcome;
import io.fusebox.replay.Replay.Guard;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private final History history = new History().failing(10);

    @Test
    void eachBreakerGetsItsOwnAttempts() {
        Replay replay = new Replay(called -> Optional.of(new Guard(called, opensAfter(3).build())), history.period());
        Outcome ok = RecordedAttempt.answered(200);

        history.attempts().forEach(attempt -> {
            replay.take(attempt);
            replay.take(new RecordedAttempt(BreakerName.of("mail", "read"), attempt.startedAt(), Duration.ZERO, ok,
                    true));
        });

        assertThat(replay.end()).hasSize(2)
                .hasEntrySatisfying(PAYMENTS, it -> assertThat(it.openings()).isEqualTo(1))
                .hasEntrySatisfying(BreakerName.of("mail", "read"), it -> {
                    assertThat(it.openings()).isZero();
                    assertThat(it.assumed()).isEqualTo(10);
                });
    }

    @Test
    void whatComesToOneBreakerIsOneHistory() {
        Replay replay = new Replay(_ -> Optional.of(new Guard(PAYMENTS, opensAfter(3).build())), history.period());

        history.attempts()
                .forEach(attempt -> replay.take(new RecordedAttempt(
                        BreakerName.of("payments", "op-" + attempt.startedAt().getEpochSecond()), attempt.startedAt(),
                        attempt.duration(), attempt.outcome(), false)));

        assertThat(replay.end()).containsOnlyKeys(PAYMENTS)
                .hasEntrySatisfying(PAYMENTS, it -> assertThat(it.openings()).isEqualTo(1));
    }

    @Test
    void anAttemptThatNoBreakerGuardsIsLeftOut() {
        Replay replay = new Replay(_ -> Optional.empty(), history.period());

        assertThat(history.attempts()).noneMatch(replay::take);
        assertThat(replay.end()).isEmpty();
    }

    @Test
    void outcomesAreReadByTheirLabels() {
        assertThat(RecordedAttempt.outcome("503")).map(Outcome::label).contains("503");
        assertThat(RecordedAttempt.outcome("refused-address")).map(Outcome::label).contains("refused-address");
        assertThat(RecordedAttempt.outcome("telepathy")).isEmpty();
    }
}
